package io.homelabhub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.web.Wire.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others have got in by, each refused. */
class AttackTests extends PageLab {
    private static final List<String> READS = List.of(
            "/api/session",
            "/api/stack",
            "/api/events",
            "/api/service?name=db",
            "/api/logs",
            "/api/backups",
            "/api/plan?name=all",
            "/metrics");
    private static final List<String> WRITES = List.of("/api/deploy", "/api/cancel", "/api/look", "/api/invitation");

    private Answer withCookie(WebPage page, Guest guest, String line, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(guest.headers());
        return Wire.ask(page.address(), line, all, line.startsWith("POST") ? "{}" : "");
    }

    @Test
    void it_listens_on_loopback_alone() throws IOException {
        assertThat(page().address().getAddress().isLoopbackAddress()).isTrue();

        assertThatThrownBy(() -> page(settings -> settings.address(anyAddress())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not loopback");
    }

    private static InetAddress anyAddress() {
        try {
            return InetAddress.getByAddress(new byte[4]);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void nobody_gets_anything_without_an_invitation() throws IOException {
        WebPage page = page(settings -> settings.allowDeploy(true));

        for (String path : READS) {
            assertThat(anybody(page).get(path).status()).as(path).isEqualTo(401);
        }
        for (String path : WRITES) {
            assertThat(anybody(page).post(path, "{}").status()).as(path).isEqualTo(401);
        }
        assertThat(anybody(page).get("/").status()).isEqualTo(200);
    }

    @Test
    void an_invitation_lets_one_browser_in_once() throws IOException {
        WebPage page = page();
        String invitation = page.invitation().replaceFirst(".*#", "");
        String body = "{\"invitation\":\"" + invitation + "\"}";

        assertThat(anybody(page).post("/api/session", body).status()).isEqualTo(200);
        assertThat(anybody(page).post("/api/session", body).status()).isEqualTo(401);
        assertThat(anybody(page).post("/api/session", "{\"invitation\":\"\"}").status())
                .isEqualTo(401);
        assertThat(anybody(page).post("/api/session", "{}").status()).isEqualTo(401);
        assertThat(invitation).hasSize(64);
    }

    @Test
    void the_cookie_is_for_no_script_and_no_other_site() throws IOException {
        WebPage page = page();
        String invitation = page.invitation().replaceFirst(".*#", "");

        Answer answer = anybody(page).post("/api/session", "{\"invitation\":\"" + invitation + "\"}");

        assertThat(answer.header("Set-Cookie").orElseThrow())
                .matches("homelab-\\d+=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict")
                .doesNotContain(invitation);
        assertThat(new Guest(page, List.of("Cookie: homelab-" + page.address().getPort() + "=" + invitation))
                        .get("/api/stack")
                        .status())
                .isEqualTo(401);
        assertThat(new Guest(page, List.of("Cookie: homelab-" + page.address().getPort() + "="))
                        .get("/api/stack")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attacker.example",
                "attacker.example:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.0.0.1.nip.example:PORT",
                ""
            })
    void a_name_that_was_made_to_lead_here_is_refused(String host) throws IOException {
        WebPage page = page();
        Guest guest = guest(page);
        String port = String.valueOf(page.address().getPort());

        for (String path : List.of("/", "/app.js", "/api/stack", "/api/events", "/metrics")) {
            assertThat(withCookie(page, guest, "GET " + path, "Host: " + host.replace("PORT", port))
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void a_request_with_two_hosts_or_none_is_refused() throws IOException {
        WebPage page = page();
        Guest guest = guest(page);

        assertThat(withCookie(page, guest, "GET /api/stack", "Host: " + host(page), "Host: attacker.example")
                        .status())
                .isEqualTo(400);
        assertThat(withCookie(page, guest, "GET /api/stack").status()).isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://attacker.example",
                "null",
                "https://HOST",
                "http://localhost:1",
                "http://HOST.attacker.example"
            })
    void another_pages_origin_is_refused(String origin) throws IOException {
        WebPage page = page(settings -> settings.allowDeploy(true));
        Guest guest = guest(page);
        String header = "Origin: " + origin.replace("HOST", host(page));

        for (String path : READS) {
            assertThat(withCookie(page, guest, "GET " + path, "Host: " + host(page), header)
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        for (String path : WRITES) {
            assertThat(withCookie(
                                    page,
                                    guest,
                                    "POST " + path,
                                    "Host: " + host(page),
                                    header,
                                    "X-Homelab: 1",
                                    "Content-Type: application/json")
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void what_the_browser_says_comes_from_another_site_is_refused(String site) throws IOException {
        WebPage page = page();
        Guest guest = guest(page);

        for (String path : READS) {
            assertThat(withCookie(
                                    page,
                                    guest,
                                    "GET " + path,
                                    "Host: " + host(page),
                                    "Sec-Fetch-Site: " + site,
                                    "Sec-Fetch-Mode: navigate",
                                    "Sec-Fetch-Dest: document")
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(withCookie(
                                page,
                                guest,
                                "GET /",
                                "Host: " + host(page),
                                "Sec-Fetch-Site: " + site,
                                "Sec-Fetch-Mode: no-cors",
                                "Sec-Fetch-Dest: script")
                        .status())
                .isEqualTo(403);
        assertThat(withCookie(
                                page,
                                guest,
                                "GET /",
                                "Host: " + host(page),
                                "Sec-Fetch-Site: " + site,
                                "Sec-Fetch-Mode: navigate",
                                "Sec-Fetch-Dest: iframe")
                        .status())
                .isEqualTo(403);
    }

    /** The file by which `--open` leads to the page is another site, too. */
    @Test
    void a_link_elsewhere_may_open_the_page_which_holds_nothing() throws IOException {
        WebPage page = page();

        Answer answer = Wire.ask(
                page.address(),
                "GET /",
                List.of(
                        "Host: " + host(page),
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: navigate",
                        "Sec-Fetch-Dest: document"),
                "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("db", "web:1").contains("app.js");
    }

    @Test
    void a_form_of_another_page_changes_nothing() throws IOException {
        WebPage page = page(settings -> settings.allowDeploy(true));
        Guest guest = guest(page);
        String own = "Origin: http://" + host(page);

        for (String path : WRITES) {
            assertThat(withCookie(
                                    page,
                                    guest,
                                    "POST " + path,
                                    "Host: " + host(page),
                                    "X-Homelab: 1",
                                    "Content-Type: application/json")
                            .status())
                    .as("no Origin")
                    .isEqualTo(403);
            assertThat(withCookie(
                                    page,
                                    guest,
                                    "POST " + path,
                                    "Host: " + host(page),
                                    own,
                                    "Content-Type: application/json")
                            .status())
                    .as("no header of ours")
                    .isEqualTo(403);
            assertThat(withCookie(
                                    page,
                                    guest,
                                    "POST " + path,
                                    "Host: " + host(page),
                                    own,
                                    "X-Homelab: 1",
                                    "Content-Type: text/plain")
                            .status())
                    .as("a type that a form can have")
                    .isEqualTo(415);
        }
    }

    @Test
    void every_answer_keeps_the_browser_on_a_short_lead() throws IOException {
        WebPage page = page();
        Guest guest = guest(page);

        for (Answer answer : List.of(
                guest.get("/"),
                guest.get("/kept/preact.js"),
                guest.get("/nothing"),
                guest.get("/api/backups"),
                anybody(page).get("/api/stack"))) {
            assertThat(answer.header("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe", "http:", "https:");
            assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.header("Referrer-Policy")).hasValue("no-referrer");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).hasValue("same-origin");
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
        assertThat(guest.get("/").body()).doesNotContain("<style", "style=", "onclick", "<script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/kept/../../../../compose.yaml",
                "/%2e%2e/compose.yaml",
                "/kept/",
                "/compose.yaml",
                "//etc/passwd",
                "/api/files?path=/etc/passwd",
                "/api/exec",
                "/index.html%00.js"
            })
    void there_is_no_file_and_no_shell_to_be_had(String path) throws IOException {
        WebPage page = page(settings -> settings.allowDeploy(true));
        Guest guest = guest(page);

        assertThat(guest.get(path).status()).isIn(400, 404);
        assertThat(guest.post(path, "{}").status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "HEAD", "PATCH"})
    void other_methods_are_refused(String method) throws IOException {
        WebPage page = page();
        Guest guest = guest(page);

        Answer answer = withCookie(
                page,
                guest,
                method + " /api/stack",
                "Host: " + host(page),
                "Origin: http://" + host(page),
                "X-Homelab: 1");

        assertThat(answer.status()).isIn(404, 405);
    }

    @Test
    void a_page_that_only_shows_deploys_nothing() throws IOException {
        WebPage page = page();
        Guest guest = guest(page);
        String fingerprint =
                field("fingerprint", guest.get("/api/plan?name=all").body());

        Answer answer = guest.post("/api/deploy", "{\"fingerprint\":\"" + fingerprint + "\",\"names\":\"all\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("--allow-deploy");
        assertThat(asked(FakeEngine::containers)).isEmpty();
    }

    @Test
    void no_secret_is_told_whatever_is_asked() throws IOException {
        deploy();
        engine(fake -> fake.writes("lab-db-1", "connecting with " + SECRET));
        file(COMPOSE.replace(SECRET, SECRET + "-new"));
        WebPage page = page();
        Guest guest = guest(page);
        guest.told("/api/events", "event: stack");

        List<String> told = new ArrayList<>();
        told.add(guest.told("/api/logs?name=db&tail=10", "connecting with"));
        told.add(guest.told("/api/events", "event: stack"));
        for (String path : READS) {
            if (!path.equals("/api/events") && !path.equals("/api/logs")) {
                told.add(guest.get(path).body());
            }
        }
        assertThat(told).noneMatch(text -> text.contains(SECRET));
        assertThat(told.get(0)).contains("connecting with (secret)");
        assertThat(guest.get("/api/plan?name=all").body()).contains("environment.POSTGRES_PASSWORD");
    }

    @Test
    void a_request_that_is_too_long_is_refused() throws IOException {
        WebPage page = page(settings -> settings.allowDeploy(true));
        Guest guest = guest(page);

        assertThat(guest.post("/api/deploy", "{\"fingerprint\":\"" + "x".repeat(20_000) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(guest.post("/api/deploy", "{").status()).isEqualTo(400);
        assertThat(guest.post("/api/deploy", "[1]").status()).isEqualTo(400);
        assertThat(guest.get("/api/plan?name=%zz").status()).isEqualTo(400);
        assertThat(guest.get("/api/logs?tail=99999").status()).isEqualTo(400);
    }

    @Test
    void who_asks_of_a_proxy_has_to_name_it_and_speak_tls() throws IOException {
        WebPage page = page(settings -> settings.trustedHost("lab.example.net"));
        String invitation = page.invitation().replaceFirst(".*#", "");
        String body = "{\"invitation\":\"" + invitation + "\"}";
        List<String> plain = List.of(
                "Host: lab.example.net",
                "Origin: http://lab.example.net",
                "X-Homelab: 1",
                "Content-Type: application/json");
        List<String> tls = List.of(
                "Host: lab.example.net",
                "Origin: https://lab.example.net",
                "X-Homelab: 1",
                "Content-Type: application/json");

        assertThat(Wire.ask(page.address(), "POST /api/session", plain, body).status())
                .isEqualTo(403);
        Answer answer = Wire.ask(page.address(), "POST /api/session", tls, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie").orElseThrow()).endsWith("; Secure");
    }

    @Test
    void the_token_of_a_scraper_opens_the_figures_and_nothing_else() throws IOException {
        WebPage page = page(settings -> settings.metricsToken("0123456789abcdef"));
        String bearer = "Authorization: Bearer 0123456789abcdef";

        assertThat(anybody(page).get("/metrics", bearer).status()).isEqualTo(200);
        assertThat(anybody(page)
                        .get("/metrics", "Authorization: Bearer 0123456789abcdeX")
                        .status())
                .isEqualTo(401);
        assertThat(anybody(page).get("/metrics").status()).isEqualTo(401);
        assertThat(anybody(page).get("/api/stack", bearer).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "http://lab.example.net", "lab.example.net/", "*"})
    void a_trusted_host_is_a_name(String host) {
        assertThatThrownBy(() -> page(settings -> settings.trustedHost(host)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`" + host + "`");
    }
}
