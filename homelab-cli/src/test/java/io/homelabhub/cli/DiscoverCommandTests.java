package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy on this machine, a site beside it, and an application on another host. No engine is there to be asked. */
class DiscoverCommandTests {
    private static final String CATALOG = """
            hosts:
              here: {endpoint: unix:///var/run/docker.sock, address: 10.0.0.1}
              nas: {endpoint: ssh://ann@10.0.0.2, address: 10.0.0.2}
            services:
              site:
                interfaces: [{port: 80, protocol: http, internal: true, public: true}]
                domains: [site.lan, www.site.lan]
              app:
                host: nas
                group: web
                interfaces: [{port: 8080, protocol: https, public: true}]
                domains: [app.lan]
                health_endpoint: https://localhost:8080/healthz
              postgres:
                interfaces: [{port: 5432, internal: true}]
              old:
                enabled: false
                interfaces: [{port: 81, protocol: http, internal: true, public: true}]
                domains: [old.lan]
            """;

    private static final String COMPOSE = """
            name: lab
            services:
              site: {image: site:1}
              app: {image: app:1, ports: ["8080:443"]}
              postgres: {image: postgres:16}
              old: {image: old:1}
            """;

    @TempDir
    Path folder = Path.of("set by JUnit");

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("orchestration"));
        write("services.yaml", CATALOG);
        write("compose.base.yml", COMPOSE);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("orchestration").resolve(name), text);
    }

    private Typed.Outcome type(String line) {
        return new Typed().in(folder).type(line);
    }

    @Test
    void routes_lead_into_the_network_here_and_to_the_address_elsewhere() {
        Typed.Outcome routes = type("routes");

        assertThat(routes.code()).as(routes.err()).isZero();
        assertThat(routes.out())
                .containsPattern("www.site.lan +site +here +http +site:80")
                .containsPattern("app.lan +app +nas +https +10.0.0.2:8080")
                .doesNotContain("old.lan");
        assertThat(type("routes --format json").out()).contains("\"healthPath\" : \"/healthz\"");
        assertThat(type("routes --host=nas").out()).containsPattern("app.lan +app +nas +https +app:443");
    }

    @Test
    void a_caddyfile_has_a_site_for_each_service() {
        assertThat(type("discover --format caddyfile").out()).isEqualTo("""
                # Made by `homelab discover` of the catalog; what is changed here is lost.

                # site
                site.lan, www.site.lan {
                	reverse_proxy site:80
                }

                # app
                app.lan {
                	reverse_proxy https://10.0.0.2:8080
                }
                """);
    }

    @Test
    void traefik_gets_a_router_and_a_service_each() {
        assertThat(type("discover --format traefik").out())
                .contains("lab-site:\n", "rule: Host(`site.lan`) || Host(`www.site.lan`)")
                .contains("url: http://site:80", "url: https://10.0.0.2:8080");
    }

    @Test
    void names_of_services_are_at_their_hosts_and_domains_at_the_proxy() {
        assertThat(type("discover --format hosts").out())
                .contains("10.0.0.1 site.lan www.site.lan app.lan postgres site\n", "10.0.0.2 app\n");
        assertThat(type("discover --format dnsmasq").out())
                .contains("host-record=app.lan,10.0.0.1\n", "host-record=app,10.0.0.2\n");
    }

    @Test
    void registries_get_what_is_reached_from_outside_with_a_check() {
        assertThat(type("discover --format consul").out())
                .contains("\"id\": \"lab-app-nas-8080\"", "\"address\": \"10.0.0.2\"", "\"tcp\"")
                .doesNotContain("postgres");
        assertThat(type("discover --format prometheus").out())
                .contains("\"site:80\"", "\"10.0.0.2:8080\"", "\"host\": \"nas\"");
    }

    @Test
    void what_cannot_be_reached_keeps_the_file_as_it_is() throws IOException {
        Path file = Files.writeString(folder.resolve("Caddyfile"), "as it was");
        write("compose.base.yml", COMPOSE.replace("8080:443", "127.0.0.1:8080:443"));

        Typed.Outcome refused = type("discover --to Caddyfile");

        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err())
                .contains("app on nas cannot be reached", "port 8080 is not published", "compose.base.yml:4:3");
        assertThat(type("discover --outside --to Caddyfile").err()).contains("site on here cannot be reached");
        assertThat(file).hasContent("as it was");
    }

    @Test
    void a_file_is_replaced_only_if_it_differs() throws IOException {
        Path file = folder.resolve("sites");
        assertThat(type("discover --to sites --check").code()).isEqualTo(10);
        assertThat(file).doesNotExist();
        assertThat(type("discover --to sites").code()).isZero();
        assertThat(type("discover --to sites --check").code()).isZero();
        assertThat(Files.readString(file)).isEqualTo(type("discover").out());
        assertThat(type("discover --check").code()).isEqualTo(2);
        assertThat(type("discover --format traefik --to routes.conf").code()).isEqualTo(2);
        assertThat(type("discover --format traefik --to routes.yml").code()).isZero();
    }

    @Test
    void a_domain_that_would_be_more_than_a_name_is_refused() throws IOException {
        write("services.yaml", CATALOG.replace("[app.lan]", "['app.lan { respond x }', site.lan]"));

        Typed.Outcome refused = type("discover");

        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err())
                .contains("\"app.lan { respond x }\" of app (orchestration/services.yaml:", "is no name of a host")
                .contains("domain site.lan is that of site and of app");
    }

    @Test
    void nothing_to_offer_is_no_file_that_clears_all_routes() throws IOException {
        write("services.yaml", "services: {site: {}, app: {}, postgres: {}, old: {enabled: false}}\n");

        assertThat(type("discover --format traefik").code()).isEqualTo(5);
        assertThat(type("discover --format traefik").out()).isEmpty();
        assertThat(type("routes").out()).contains("No enabled service has domains");
    }
}
