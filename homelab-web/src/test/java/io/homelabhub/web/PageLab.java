package io.homelabhub.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabBuilder;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import io.homelabhub.web.Wire.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page over an engine in memory. The server's time is real: what it waits for are sockets. */
@Timeout(60)
abstract class PageLab {
    static final String SECRET = "hunter2-is-secret";

    static final String COMPOSE = """
        name: lab
        services:
          db:
            image: db:1
            environment: {POSTGRES_PASSWORD: hunter2-is-secret}
            healthcheck: {test: ["CMD", "ready"], interval: 1s}
          web:
            image: web:1
            depends_on: {db: {condition: service_healthy}}
        """;

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1);
    private final Conductor conductor = new Conductor(engine, clock);
    private final List<WebPage> pages = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() throws IOException {
        engine(fake -> fake.has("db:1", "web:1", "web:2"));
        file(COMPOSE);
    }

    @AfterEach
    void close() {
        pages.forEach(WebPage::close);
        conductor.close();
    }

    /** Does something to the engine, as nobody else may while there is a page. */
    void engine(Consumer<FakeEngine> happening) {
        Object unused = conductor.on(() -> {
            happening.accept(engine);
            return true;
        });
    }

    <T> T asked(Function<FakeEngine, T> question) {
        return conductor.on(() -> question.apply(engine));
    }

    void file(String compose) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), compose);
    }

    HomelabRuntime runtime(ProgressListener listener) {
        return builder(conductor).listener(listener).keepEngineOpen(true).build();
    }

    private HomelabBuilder builder(EngineProvider provider) {
        return Homelab.builder()
                .engine(provider)
                .workingDirectory(folder)
                .composeFiles(List.of(folder.resolve("compose.yaml")))
                .environment(Map.of())
                .prober((endpoint, within) -> new ProbeResult(ProbeResult.Verdict.PASSED, ""));
    }

    /** Before there is a page, in no time. */
    void deploy() {
        engine(one -> {
            ApplyResult unused =
                    builder(one.provider()).timing(clock).build().plan("all").apply();
        });
    }

    WebPage page() throws IOException {
        return page(settings -> {});
    }

    WebPage page(Consumer<WebPageBuilder> settings) throws IOException {
        // measurements in the engine in memory are threads of the virtual clock, which may stand still between them
        WebPageBuilder builder = WebPage.builder(this::runtime).sampleUsage(false);
        settings.accept(builder);
        WebPage page = builder.start();
        pages.add(page);
        return page;
    }

    static String host(WebPage page) {
        return "127.0.0.1:" + page.address().getPort();
    }

    /** A browser that was let in. */
    Guest guest(WebPage page) throws IOException {
        String invitation = page.invitation();
        Answer answer = anybody(page)
                .post("/api/session", "{\"invitation\":\"" + invitation.substring(invitation.indexOf('#') + 1) + "\"}");
        assertThat(answer.status()).isEqualTo(200);
        String cookie = answer.header("Set-Cookie").orElseThrow().split(";")[0];
        return new Guest(page, List.of("Cookie: " + cookie));
    }

    /** A browser that was not let in. */
    Guest anybody(WebPage page) {
        return new Guest(page, List.of());
    }

    /** Our own page in a browser. */
    record Guest(WebPage page, List<String> headers) {
        Answer get(String path, String... more) throws IOException {
            List<String> all = new ArrayList<>(List.of("Host: " + host(page), "Sec-Fetch-Site: same-origin"));
            all.addAll(headers);
            all.addAll(List.of(more));
            return Wire.ask(page.address(), "GET " + path, all, "");
        }

        Answer post(String path, String body) throws IOException {
            List<String> all = new ArrayList<>(List.of(
                    "Host: " + host(page),
                    "Origin: http://" + host(page),
                    "Sec-Fetch-Site: same-origin",
                    "X-Homelab: 1",
                    "Content-Type: application/json"));
            all.addAll(headers);
            return Wire.ask(page.address(), "POST " + path, all, body);
        }

        /** A stream that has begun. */
        Wire stream(String path, String... more) throws IOException {
            Wire wire = new Wire(page.address());
            List<String> all = new ArrayList<>(headers);
            all.addAll(List.of(more));
            wire.write("GET " + path + " HTTP/1.1\r\nHost: " + host(page) + "\r\n" + String.join("\r\n", all)
                    + "\r\n\r\n");
            return wire;
        }

        /** What a stack is told to be, once it is as wanted. */
        String told(String path, String wanted) throws IOException {
            try (Wire wire = stream(path)) {
                return wire.until(text -> text.contains(wanted));
            }
        }
    }

    static String field(String name, String json) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertThat(matcher.find()).as(name + " in " + json).isTrue();
        return matcher.group(1);
    }
}
