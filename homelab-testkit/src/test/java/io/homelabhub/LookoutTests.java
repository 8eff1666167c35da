package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.homelabhub.notification.Delivery;
import io.homelabhub.notification.Lookout;
import io.homelabhub.plan.Action;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told by a lookout that goes on for long, on an engine in memory and to a server of the test's own. */
class LookoutTests extends Embedded {
    private static final Pattern TITLE = Pattern.compile("\"title\":\"([^\"]*)\"");

    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Lookout> lookouts = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/", exchange -> {
            Matcher title = TITLE.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            posts.add(title.find() ? title.group(1) : "");
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        engine.has("cache:1");
        for (String image : List.of("db:1", "web:1", "cache:1")) {
            engine.image(image).stopsWithin(Duration.ZERO, 137);
        }
        compose("");
        catalog(channel());
    }

    @AfterEach
    void end() {
        lookouts.forEach(Lookout::close);
        server.stop(0);
    }

    private String channel() {
        return "notify: {hook: {type: webhook, to: 'http://127.0.0.1:"
                + server.getAddress().getPort() + "/in', on: [failure, recovery]}}\n";
    }

    private void catalog(String notify) throws IOException {
        String services =
                Files.readString(folder.resolve("compose.yaml")).contains("cache") ? "db, web, cache" : "db, web";
        Files.writeString(
                folder.resolve("services.yaml"),
                "services: {" + services.replaceAll("\\w+", "$0: {bundle: compose.yaml}") + "}\n" + notify);
    }

    private void compose(String more) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
                name: lab
                services:
                  db: {image: "db:1", restart: always}
                  web: {image: "web:1", restart: always}
                """ + more);
    }

    private HomelabRuntime lab() {
        return Homelab.builder()
                .engine(engine.provider())
                .timing(clock)
                .workingDirectory(folder)
                .catalog(folder.resolve("services.yaml"))
                .environment(Map.of())
                .build();
    }

    private synchronized void hear(Delivery delivery) {
        deliveries.add(delivery);
    }

    private Lookout lookout(HomelabRuntime lab, Consumer<Delivery> told) {
        Lookout lookout = lab.notifications().lookout(told);
        lookouts.add(lookout);
        return lookout;
    }

    /** Watches a project that is deployed. */
    private void watch() {
        HomelabRuntime lab = lab();
        lab.plan("all").apply();
        lookout(lab, this::hear).watch();
        clock.advance(Duration.ofSeconds(10));
    }

    private void stopped(String container) {
        engine.troubles().isStopped(container);
    }

    @Test
    void the_end_of_a_crash_loop_is_told_though_no_event_tells_it() {
        watch();
        engine.image("web:1").crashLoops();
        engine.troubles().dies("lab-web-1", 3);
        clock.advance(Duration.ofMinutes(2));
        assertThat(posts).containsExactly("web ends again and again");

        engine.image("web:1").runsOn();
        clock.advance(Duration.ofMinutes(20));

        assertThat(posts).containsExactly("web ends again and again", "web is well again");
    }

    @Test
    void files_that_change_count_from_then_on() throws IOException {
        catalog("");
        watch();
        compose("  cache: {image: 'cache:1'}\n");
        catalog(channel());
        lab().plan("all").apply();
        clock.advance(Duration.ofMinutes(1));

        stopped("lab-cache-1");
        clock.advance(Duration.ofMinutes(1));

        assertThat(posts).containsExactly("cache has ended or was stopped");
    }

    @Test
    void what_is_wrong_with_files_is_told_once_and_keeps_nobody_from_being_told() throws IOException {
        watch();
        Files.writeString(folder.resolve("compose.yaml"), "services: [");
        Files.writeString(folder.resolve("services.yaml"), "services: [");
        stopped("lab-web-1");
        clock.advance(Duration.ofMinutes(5));

        assertThat(posts).containsExactly("web has ended or was stopped");
        assertThat(deliveries)
                .filteredOn(delivery -> !delivery.isDone())
                .singleElement()
                .satisfies(broken -> assertThat(broken.toString()).contains("anybody"));
    }

    @Test
    void what_is_wrong_with_files_from_the_start_is_told_on_the_lookouts_thread() throws IOException {
        Files.writeString(folder.resolve("services.yaml"), "services: [");
        List<Thread> tellers = new CopyOnWriteArrayList<>();

        lookout(lab(), delivery -> tellers.add(Thread.currentThread()));
        clock.advance(Duration.ofSeconds(1));

        assertThat(tellers).singleElement().isNotEqualTo(Thread.currentThread());
    }

    @Test
    void what_was_seen_while_a_channel_was_slow_is_judged_by_when_it_was_seen() {
        HomelabRuntime lab = lab();
        lab.plan("all").apply();
        Lookout lookout = lookout(lab, this::slowly);
        stopped("lab-db-1");
        lookout.stands(lab.status());
        clock.advance(Duration.ofSeconds(35));
        assertThat(posts).containsExactly("db has ended or was stopped");

        engine.set(new Action.StartContainer("lab-db-1"));
        stopped("lab-web-1");
        lookout.stands(lab.status());
        lookout.stands(lab.status());
        engine.set(new Action.StartContainer("lab-web-1"));
        lookout.stands(lab.status());
        clock.advance(Duration.ofMinutes(10));

        assertThat(posts).containsExactly("db has ended or was stopped", "db is well again");
    }

    private void slowly(Delivery delivery) {
        try {
            clock.sleep(Duration.ofSeconds(40));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
