package io.homelabhub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two hundred services in a real Chromium. What does not depend on the machine is held to: nothing shifts, and all of it arrives. What does
 * is written to {@code target/page-figures.txt}, which {@code .ci/page-figures} prints.
 */
@Timeout(300)
class LargeStackIT extends PageLab {
    private static final int SERVICES = 200;
    private static final int EVENTS = 15;
    private static final Path FIGURES = Path.of("target", "page-figures.txt");
    private static final Pattern FRAME_WORK = Pattern.compile(
            "\\\\?\"dur\\\\?\":(\\d+),\\\\?\"name\\\\?\":\\\\?\"(?:FireAnimationFrame|UpdateLayoutTree|Layout|PrePaint|Paint|Commit|Layerize)\\\\?\".*?\\\\?\"ts\\\\?\":(\\d+)");

    private Path driver = Path.of("");

    @BeforeEach
    void prepareMany() throws IOException {
        Optional<Path> found = Chromium.driver();
        assumeTrue(found.isPresent() || "required".equals(System.getenv("HOMELAB_IT_BROWSER")), "no chromedriver");
        driver = found.orElseThrow();
        StringBuilder compose = new StringBuilder("name: lab\nservices:\n");
        for (int i = 0; i < SERVICES; i++) {
            compose.append("  s").append(i).append(": {image: web:1");
            if (i >= 20) {
                compose.append(", depends_on: [s").append(i - 20);
                compose.append(i < 40 ? "]" : ", s" + i % 20 + "]");
            }
            compose.append("}\n");
        }
        file(compose.toString());
        deploy();
    }

    @Test
    void two_hundred_services_shift_nothing_and_every_change_arrives() throws IOException, InterruptedException {
        List<String> figures = new ArrayList<>();
        WebPage page = page();
        try (Chromium browser = new Chromium(driver, 1440, 900, true)) {
            browser.open(page.invitation());
            browser.until("document.querySelectorAll('.service').length === " + SERVICES);
            firstPaint(browser, page, figures);
            frames(browser, figures);
            String shift = browser.run("return String(window.shift)");
            assertThat(shift).as("layout shift").isEqualTo("0");
            figures.add("layout shift: " + shift);
        }
        Files.createDirectories(FIGURES.getParent());
        Files.write(FIGURES, figures, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void what_happens_to_a_service_is_on_the_page_at_once() throws IOException, InterruptedException {
        List<String> figures = new ArrayList<>();
        try (Chromium browser = new Chromium(driver, 1440, 900)) {
            browser.open(page().invitation());
            browser.until("document.querySelectorAll('.service').length === " + SERVICES);
            delays(browser, figures);
        }
        Files.createDirectories(FIGURES.getParent());
        Files.write(FIGURES, figures, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Warm: the page was open before. */
    private static void firstPaint(Chromium browser, WebPage page, List<String> figures)
            throws IOException, InterruptedException {
        List<Long> paints = new ArrayList<>();
        List<Long> drawn = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            browser.open("http://" + host(page) + "/");
            browser.until("document.querySelectorAll('.service').length === " + SERVICES);
            paints.add(Math.round(Double.parseDouble(browser.run(
                    "return String(performance.getEntriesByName('first-contentful-paint')[0].startTime)"))));
            drawn.add(Math.round(Double.parseDouble(browser.run("return String(performance.now())"))));
        }
        figures.add("first paint, warm, median of 7: " + median(paints) + " ms");
        figures.add(SERVICES + " services drawn, warm, at the latest, median of 7: " + median(drawn) + " ms");
        String unused = browser.run("""
            window.shift = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shift += entry.value; }))
              .observe({ type: "layout-shift", buffered: true });
            return '';
            """);
    }

    /** From the engine's event to the page; the engine is in memory, so that its own delay is none. */
    private void delays(Chromium browser, List<String> figures) throws IOException, InterruptedException {
        String unused = browser.run("""
            window.seen = {};
            const look = () => document.querySelectorAll('.service.bad .name').forEach(name => {
              window.seen[name.innerText] = window.seen[name.innerText] || Date.now();
            });
            new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
            return '';
            """);
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String service = "s" + (SERVICES - 1 - i);
            long[] at = new long[1];
            engine(fake -> {
                at[0] = System.currentTimeMillis();
                fake.troubles().dies("lab-" + service + "-1", 3);
            });
            browser.until("window.seen['" + service + "']");
            delays.add(Long.parseLong(browser.run("return String(window.seen['" + service + "'])")) - at[0]);
        }
        assertThat(delays).hasSize(EVENTS);
        figures.add("event to page, median of " + EVENTS + ": " + median(delays) + " ms");
    }

    /** The time that the page's own thread works for a frame, from a trace, while it is scrolled and services come and go. */
    private void frames(Chromium browser, List<String> figures) throws IOException, InterruptedException {
        String unused = browser.trace();
        String moving = """
            const box = document.querySelector('.scroll');
            let count = 0, last = performance.now(), gaps = [];
            (function frame(now) {
              if (count++) gaps.push(now - last);
              last = now;
              box.scrollTop = (count * 7) % box.scrollHeight;
              if (count < 240) requestAnimationFrame(frame); else done(gaps.map(gap => gap.toFixed(1)).join(' '));
            })(performance.now());
            """;
        engine(fake -> IntStream.range(0, 20).forEach(i -> fake.troubles().dies("lab-s" + (100 + i) + "-1", 3)));
        List<Double> gaps = Pattern.compile(" ")
                .splitAsStream(browser.awaited(moving))
                .map(Double::valueOf)
                .sorted()
                .collect(Collectors.toList());
        List<Double> work = work(browser.trace());
        figures.add(String.format(
                Locale.ROOT,
                "240 frames while scrolling and while 20 services end: between frames median %.1f ms, 95%% %.1f ms",
                gaps.get(gaps.size() / 2),
                gaps.get(gaps.size() * 95 / 100)));
        figures.add(String.format(
                Locale.ROOT,
                "steps of frames on the page's thread, from the trace (%d): median %.2f ms, 99%% %.2f ms, longest %.2f"
                        + " ms",
                work.size(),
                work.get(work.size() / 2),
                work.get(work.size() * 99 / 100),
                work.get(work.size() - 1)));
        assertThat(work).as("steps of frames in the trace").hasSizeGreaterThan(240);
    }

    private static List<Double> work(String trace) {
        Matcher matcher = FRAME_WORK.matcher(trace);
        List<Double> millis = new ArrayList<>();
        while (matcher.find()) {
            millis.add(Long.parseLong(matcher.group(1)) / 1000.0);
        }
        millis.sort(null);
        return millis;
    }

    private static long median(List<Long> numbers) {
        return numbers.stream().sorted().skip(numbers.size() / 2).findFirst().orElseThrow();
    }
}
