package io.homelabhub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
            for (String view : new String[] {"#/graph", "#/graph/web", "#/plan", "#/logs", "#/backups", "#/changes"}) {
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
