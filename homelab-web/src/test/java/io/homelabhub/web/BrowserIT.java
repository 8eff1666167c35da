package io.homelabhub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page in a real Chromium, over an engine in memory. Left out where there is no {@code chromedriver}, unless {@code
 * HOMELAB_IT_BROWSER=required}, as in CI. Pictures are in {@code target/pictures}.
 */
@Timeout(180)
class BrowserIT extends PageLab {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final List<String> VIEWS = List.of(
            "#/graph", "#/graph/web", "#/plan", "#/logs", "#/usage", "#/backups", "#/hosts", "#/routes", "#/changes");
    private static final String SERVICES = "document.querySelectorAll('.service').length === 2";

    private Path driver = Path.of("");

    @BeforeEach
    void findBrowser() {
        Optional<Path> found = Chromium.driver();
        boolean required = "required".equals(System.getenv("HOMELAB_IT_BROWSER"));
        assumeTrue(required || found.isPresent(), "no chromedriver; apt-get install chromium chromium-driver");
        driver = found.orElseThrow();
    }

    private Chromium browser(int width, int height) throws IOException, InterruptedException {
        return new Chromium(driver, width, height);
    }

    @ParameterizedTest
    @CsvSource({"1440, 900", "390, 844"})
    void every_view_opens_and_nothing_is_wider_than_the_window(int width, int height)
            throws IOException, InterruptedException {
        deploy();
        WebPage page = page();
        try (Chromium browser = browser(width, height)) {
            browser.open(page.invitation());
            browser.until(SERVICES);
            for (String view : VIEWS) {
                browser.run("location.hash = '" + view + "'; return '';");
                browser.until(
                        view.equals("#/graph/web")
                                ? "document.querySelector('.drawer h2')"
                                : "document.querySelector('main h1')");
                browser.until("document.documentElement.scrollWidth <= innerWidth");
                browser.picture(PICTURES.resolve(width + view.replaceAll("[#/]+", "-") + ".png"));
            }
            assertThat(browser.run("return location.href"))
                    .doesNotContain(page.invitation().replaceFirst(".*#", ""));
        }
    }

    /** By axe-core, all of its rules. */
    @ParameterizedTest
    @CsvSource({"1440, 900, true", "1440, 900, false", "390, 844, true", "390, 844, false"})
    void nobody_is_kept_out_of_any_view(int width, int height, boolean dark) throws IOException, InterruptedException {
        deploy();
        String axe = axe();
        try (Chromium browser = browser(width, height)) {
            browser.screen(width, height, dark);
            browser.open(page(settings -> settings.allowDeploy(true)).invitation());
            browser.until(SERVICES);
            for (String view : VIEWS) {
                browser.run("location.hash = '" + view + "'; return '';");
                browser.until(
                        view.equals("#/graph/web")
                                ? "document.querySelector('.drawer .checks, .drawer .log .line, .drawer .plan')"
                                : "document.querySelector('main h1')");
                String violations = browser.awaited(axe + ";axe.run(document).then(found => done("
                        + "JSON.stringify(found.violations.map(one => [one.id, one.nodes.map(node => node.html)]))));");
                assertThat(violations).as(view).isEqualTo("[]");
            }
        }
    }

    private static String axe() throws IOException {
        try (InputStream in = BrowserIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void an_address_that_means_nothing_leads_to_the_stack() throws IOException, InterruptedException {
        deploy();
        WebPage page = page();
        try (Chromium browser = browser(1440, 900)) {
            browser.open(page.invitation());
            browser.until(SERVICES);
            for (String address : List.of("#/%", "#/graph/%E0%A4%A", "#/nowhere/at/all", "#%00")) {
                browser.open("http://" + host(page) + "/" + address);
                browser.until(SERVICES);
            }
        }
    }

    @Test
    void a_page_invites_another_browser_once() throws IOException, InterruptedException {
        deploy();
        WebPage page = page();
        try (Chromium first = browser(1440, 900);
                Chromium second = browser(390, 844)) {
            first.open(page.invitation());
            first.until(SERVICES);
            first.run("location.hash = '#/changes'; return '';");
            first.click("main .chip");
            first.until("document.querySelector('.invite input').value.includes('#')");
            String link = first.run("return document.querySelector('.invite input').value");

            second.open(link);
            second.until(SERVICES);
        }
    }

    @Test
    void the_keyboard_alone_is_enough() throws IOException, InterruptedException {
        deploy();
        try (Chromium browser = browser(1440, 900)) {
            browser.open(page().invitation());
            browser.until(SERVICES);
            browser.run("document.querySelector('.service').focus(); return '';");
            browser.run("document.activeElement.click(); return '';");
            browser.until("document.activeElement === document.querySelector('.drawer h2')");
            String unused = browser.devTools("Input.dispatchKeyEvent", "{\"type\":\"keyDown\",\"key\":\"Escape\"}");
            browser.until("!document.querySelector('.drawer')");
            browser.until("document.activeElement === document.querySelector('.service')");
        }
    }

    @Test
    void what_happens_shows_by_itself_and_an_engine_that_is_gone_is_survived()
            throws IOException, InterruptedException {
        deploy();
        try (Chromium browser = browser(1440, 900)) {
            browser.open(page().invitation());
            browser.until(SERVICES);

            engine(fake -> fake.troubles().dies("lab-web-1", 3));
            browser.until("document.querySelector('.service.bad .state').innerText === 'exited'");
            engine(fake -> fake.troubles().engineIsUnreachable());
            engine(fake -> fake.troubles().eventsBreakOff());
            browser.until("document.querySelector('.notice.bad')");
            browser.until(SERVICES);
            engine(fake -> fake.troubles().engineIsReachable());
            browser.until("!document.querySelector('.notice.bad')");
        }
    }

    @Test
    void a_deploy_of_the_plan_on_the_screen_that_fails_is_seen_taken_back() throws IOException, InterruptedException {
        deploy();
        file(COMPOSE.replace("web:1", "web:2"));
        engine(fake -> fake.image("web:2").exitsAfter(Duration.ofMillis(1), 3).logs("no such table"));
        WebPage page = page(settings -> settings.allowDeploy(true));
        try (Chromium browser = browser(1440, 900)) {
            browser.open(page.invitation());
            browser.until(SERVICES);
            browser.run("location.hash = '#/plan'; return '';");
            browser.click(".bar button");
            browser.until("document.querySelector('.plan code') && document.querySelector('.plan"
                    + " code').innerText.includes('web:2')");

            browser.click("button.primary");

            browser.until("document.querySelector('.culprit pre') && document.querySelector('.culprit"
                    + " pre').innerText.includes('no such table')");
            browser.until("document.querySelector('.run h2').innerText.includes('what had been done was taken back')");
            browser.until("document.querySelector('.service.step-failed, .service.step-undone')");
            browser.picture(PICTURES.resolve("failed-deploy.png"));
        }
        assertThat(asked(fake -> fake.container("lab-web-1").image()).equals("web:1"))
                .isTrue();
    }

    @Test
    void who_was_not_let_in_is_told_so_and_nothing_else() throws IOException, InterruptedException {
        deploy();
        WebPage page = page();
        try (Chromium browser = browser(1440, 900)) {
            browser.open("http://" + host(page) + "/");

            browser.until("document.body.innerText.includes('Nobody has let this browser in')");
            browser.until("!document.body.innerText.includes('lab-web')");
        }
    }
}
