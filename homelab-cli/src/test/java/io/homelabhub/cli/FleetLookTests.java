package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.fleet.FleetStats;
import io.homelabhub.operation.LogQuery;
import io.homelabhub.operation.ServiceLog;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.FakeHosts;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs and figures of two hosts in one: a dashboard here, its database on another machine. */
class FleetLookTests {
    private static final String SSH_B = "ssh://ann@10.0.0.2";

    @TempDir
    Path folder = Path.of("set by JUnit");

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine here = new FakeEngine(clock, 1).reachedAt("unix:///var/run/docker.sock");
    private final FakeEngine there = new FakeEngine(clock, 2).reachedAt(SSH_B);
    private final FakeHosts hosts =
            new FakeHosts().with("unix:///var/run/docker.sock", here).with(SSH_B, there);

    @BeforeEach
    void deployed() throws IOException {
        write("hosts.yaml", """
                hosts:
                  server-a: {endpoint: unix:///var/run/docker.sock, address: 10.0.0.1}
                  server-b: {endpoint: ssh://ann@10.0.0.2, address: 10.0.0.2}
                """);
        write("services.yaml", "services: {dashboard: {}, postgres: {host: server-b}}\n");
        write("compose.base.yml", """
                name: lab
                services:
                  dashboard: {image: 'dashboard:1', restart: always}
                  postgres: {image: 'postgres:16', restart: always}
                """);
        here.has("dashboard:1").image("dashboard:1").uses(1.5, 100_000_000);
        there.has("postgres:16").image("postgres:16").uses(2.5, 200_000_000);
        Typed.Outcome deploy = type("deploy all --progress plain");
        assertThat(deploy.code()).as(deploy.err()).isZero();
        says(here, "lab-dashboard-1", "one");
        clock.advance(Duration.ofSeconds(1));
        says(there, "lab-postgres-1", "two");
        clock.advance(Duration.ofSeconds(1));
        says(here, "lab-dashboard-1", "three");
        clock.advance(Duration.ofSeconds(1));
        says(there, "lab-postgres-1", "four");
        clock.advance(Duration.ofSeconds(1));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("orchestration"));
        Files.writeString(folder.resolve("orchestration").resolve(name), text);
    }

    private static void says(FakeEngine engine, String container, String line) {
        FakeEngine unused = engine.writes(container, line);
    }

    private Typed.Outcome type(String line) {
        return new Typed().in(folder).on(hosts, clock).type(line);
    }

    private void lost() {
        hosts.lost(
                SSH_B,
                new EngineException(EngineException.Kind.UNREACHABLE, "looking: nobody there", "Wake it.", null));
    }

    @Test
    void lines_of_all_hosts_come_in_the_order_of_their_times_and_name_their_host() {
        Typed.Outcome logs = type("logs");

        assertThat(logs.code()).as(logs.err()).isZero();
        assertThat(logs.out().lines())
                .containsExactly(
                        "server-a lab-dashboard-1  | one",
                        "server-b lab-postgres-1   | two",
                        "server-a lab-dashboard-1  | three",
                        "server-b lab-postgres-1   | four");
        assertThat(type("logs --format jsonl --tail 1").out())
                .contains("\"host\":\"server-a\"", "\"host\":\"server-b\"");
    }

    @Test
    void lines_of_one_host_alone_name_none() {
        assertThat(type("logs postgres").out().lines())
                .containsExactly("lab-postgres-1  | two", "lab-postgres-1  | four");
        assertThat(type("logs --host=server-b").out()).doesNotContain("server-b ", "dashboard");
        assertThat(type("logs postgres --format jsonl").out()).doesNotContain("\"host\"");
    }

    @Test
    void a_host_that_does_not_answer_is_named_once_and_the_others_are_read() {
        lost();

        Typed.Outcome logs = type("logs");

        assertThat(logs.code()).isEqualTo(4);
        assertThat(logs.out()).contains("one", "three").doesNotContain("two");
        assertThat(logs.err())
                .containsOnlyOnce("server-b: looking: nobody there")
                .contains("Wake it.");
        assertThat(type("logs postgres").code()).isEqualTo(4);
    }

    @Test
    void logs_that_are_followed_go_on_with_all_hosts_and_with_one_that_comes_back() {
        HomelabRuntime lab = embedded(hosts);
        List<String> notices = new ArrayList<>();
        LogQuery query = LogQuery.of(List.of()).withTail(0).following();
        try (ServiceLog log = lab.fleet().logs(query, notices::add)) {
            later(1, () -> says(there, "lab-postgres-1", "five"));
            later(3, () -> says(here, "lab-dashboard-1", "six"));
            assertThat(next(log)).isEqualTo("server-b lab-postgres-1: five");
            assertThat(next(log)).isEqualTo("server-a lab-dashboard-1: six");

            later(1, () -> there.troubles().engineRestarts(Duration.ofSeconds(10)));
            later(20, () -> says(there, "lab-postgres-1", "seven"));
            assertThat(next(log)).isEqualTo("server-b lab-postgres-1: seven");
            assertThat(notices).singleElement().asString().startsWith("server-b: ");
        }
    }

    private HomelabRuntime embedded(EngineProvider provider) {
        return Homelab.builder()
                .workingDirectory(folder)
                .environment(Map.of())
                .engine(provider)
                .timing(clock)
                .build();
    }

    @Test
    void a_host_whose_first_look_fails_is_read_from_where_the_reader_asked_for() {
        there.on(Calls.of(Verb.OBSERVE)).fails(EngineException.Kind.UNREACHABLE, Times.times(1));
        List<String> notices = new ArrayList<>();
        LogQuery query = LogQuery.of(List.of()).withTail(1).following();

        try (ServiceLog log = embedded(hosts).fleet().logs(query, notices::add)) {
            assertThat(next(log)).isEqualTo("server-a lab-dashboard-1: three");
            assertThat(next(log)).isEqualTo("server-b lab-postgres-1: four");
            later(1, () -> says(there, "lab-postgres-1", "five"));
            assertThat(next(log)).isEqualTo("server-b lab-postgres-1: five");
        }
        assertThat(notices).singleElement().asString().startsWith("server-b: ");
    }

    @Test
    void a_host_whose_answers_take_long_keeps_no_other_waiting() {
        there.on(Calls.of(Verb.OBSERVE)).takes(Duration.ofSeconds(10), Times.always());
        here.on(Calls.of(Verb.OBSERVE)).takes(Duration.ofSeconds(10), Times.times(1));
        LogQuery query = LogQuery.of(List.of()).withTail(0).following();
        Duration before = clock.elapsed();
        try (ServiceLog log = embedded(hosts).fleet().logs(query, unread -> {})) {
            assertThat(clock.elapsed().minus(before)).isLessThan(Duration.ofSeconds(15));

            later(1, () -> there.troubles().eventsBreakOff());
            later(2, () -> says(here, "lab-dashboard-1", "five"));
            Duration asked = clock.elapsed();
            assertThat(next(log)).isEqualTo("server-a lab-dashboard-1: five");
            assertThat(clock.elapsed().minus(asked)).isLessThan(Duration.ofSeconds(3));
        }
    }

    private void later(int seconds, Runnable what) {
        VirtualClock.Timer unused = clock.after(Duration.ofSeconds(seconds), what);
    }

    private static String next(ServiceLog log) {
        return log.next().map(entry -> entry.origin() + ": " + entry.text()).orElse("the end");
    }

    @Test
    void a_name_that_means_nothing_is_a_slip_of_the_pen() {
        assertThat(type("logs postgers").code()).isEqualTo(2);
        assertThat(type("stats postgers --no-stream").code()).isEqualTo(2);
    }

    /** The files know neither of them any more, and place nothing on this machine. */
    private void leftTheFiles() throws IOException {
        write("services.yaml", "services: {other: {host: server-b}}\n");
        write("compose.base.yml", "name: lab\nservices: {other: {image: 'postgres:16'}}\n");
    }

    @Test
    void what_has_left_the_files_is_found_on_any_host_by_its_name() throws IOException {
        leftTheFiles();

        assertThat(type("logs postgres").out().lines())
                .containsExactly("lab-postgres-1  | two", "lab-postgres-1  | four");
        assertThat(type("logs dashboard").out().lines())
                .containsExactly("lab-dashboard-1  | one", "lab-dashboard-1  | three");
        assertThat(type("logs dashboard postgres").out()).contains("server-a", "one", "server-b", "two");
        assertThat(type("stats dashboard --no-stream").out()).contains("1.50%").doesNotContain("2.50%");
        assertThat(type("logs postgers").code()).isEqualTo(2);
        assertThat(type("stats dashboard postgers --no-stream").code()).isEqualTo(2);
    }

    @Test
    void what_has_left_the_files_is_not_called_a_slip_of_the_pen_while_a_host_is_silent() throws IOException {
        leftTheFiles();
        lost();

        Typed.Outcome logs = type("logs postgres");

        assertThat(logs.code()).isEqualTo(4);
        assertThat(logs.err()).containsOnlyOnce("looking: nobody there");
    }

    @Test
    void what_is_left_on_this_machine_is_among_everything() throws IOException {
        leftTheFiles();

        assertThat(type("logs").out()).contains("server-a lab-dashboard-1  | one", "server-b lab-postgres-1   | two");
        assertThat(type("stats --no-stream").out()).contains("server-a", "1.50%", "server-b", "2.50%");
        assertThat(type("status").out()).contains("server-a", "dashboard");
    }

    @Test
    void a_machine_on_which_there_is_nothing_needs_no_engine_to_look_at_others() throws IOException {
        leftTheFiles();
        hosts.lost(
                "unix:///var/run/docker.sock",
                new EngineException(EngineException.Kind.UNREACHABLE, "looking: no engine", "Start it.", null));

        Typed.Outcome logs = type("logs");

        assertThat(logs.code()).as(logs.err()).isZero();
        assertThat(logs.out().lines()).containsExactly("lab-postgres-1  | two", "lab-postgres-1  | four");
    }

    @Test
    void all_hosts_are_measured_at_the_same_time() {
        Typed.Outcome stats = type("stats --no-stream");

        assertThat(stats.code()).as(stats.err()).isZero();
        assertThat(stats.out()).contains("server-a", "dashboard", "1.50%", "server-b", "postgres", "2.50%");
        assertThat(type("stats --no-stream --format json").out())
                .contains("\"host\" : \"server-a\"", "\"host\" : \"server-b\"", "\"reachable\" : true");
        assertThat(type("stats postgres --no-stream").out()).doesNotContain("dashboard");
    }

    @Test
    void a_host_that_does_not_answer_leaves_the_others_to_be_measured() {
        lost();

        Typed.Outcome stats = type("stats --no-stream");

        assertThat(stats.code()).isEqualTo(4);
        assertThat(stats.out()).contains("dashboard", "server-b: looking: nobody there");
        assertThat(type("stats --no-stream --format json").out()).contains("\"reachable\" : false");
        assertThat(type("stats --no-stream --format jsonl").err()).containsOnlyOnce("server-b: looking: nobody there");
        assertThat(type("status --format jsonl").err()).containsOnlyOnce("server-b: looking: nobody there");
        assertThat(type("status -q").err()).containsOnlyOnce("server-b: looking: nobody there");
    }

    /** None of them may pretend to have done all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "start all",
                "stop all",
                "restart all",
                "pause all",
                "unpause all",
                "kill all",
                "pull all",
                "build all",
                "update all",
                "scale postgres=2",
                "rollback postgres",
                "backup --to backups",
                "restore latest",
                "restore dump.sql --service postgres",
                "watch all",
                "upgrade postgres --to 17",
                "run postgres true",
                "exec postgres true",
                "attach postgres",
                "db postgres",
                "cp postgres:/etc/hosts copy",
            })
    void what_keeps_to_this_machine_says_what_it_does_not_reach(String line) {
        Typed.Outcome outcome = type(line);

        assertThat(outcome.err() + outcome.out()).contains("server-b");
        assertThat(there.running()).containsExactly("lab-postgres-1");
    }

    @Test
    void a_service_that_has_left_the_files_can_still_be_stopped() throws IOException {
        write("services.yaml", "services: {postgres: {host: server-b}}\n");
        write("compose.base.yml", "name: lab\nservices: {postgres: {image: 'postgres:16'}}\n");

        Typed.Outcome stop = type("stop dashboard");

        assertThat(stop.code()).as(stop.err()).isZero();
        assertThat(here.running()).isEmpty();
    }

    @Test
    void a_host_that_goes_silent_is_let_go_of_at_once() {
        Set<Engine> closed = new HashSet<>();
        EngineProvider provider = each(real -> new DelegatingEngine(real) {
            @Override
            public void close() {
                closed.add(this);
                super.close();
            }
        });

        try (FleetStats stats = embedded(provider).fleet().stats(List.of())) {
            assertThat(stats.next()).containsOnlyKeys("server-a", "server-b");
            there.troubles().engineIsShutDown(Duration.ofHours(1));
            while (stats.silent().isEmpty()) {
                assertThat(stats.next()).containsKey("server-a");
            }
            assertThat(closed).hasSize(1);
            assertThat(stats.next()).containsOnlyKeys("server-a");
        }
        assertThat(closed).hasSize(2);
    }

    private EngineProvider each(UnaryOperator<Engine> layer) {
        return new EngineProvider() {
            @Override
            public String name() {
                return hosts.name();
            }

            @Override
            public Engine open(EngineSettings settings) {
                return layer.apply(hosts.open(settings));
            }
        };
    }

    @Test
    void measuring_goes_on_without_a_host_that_goes_silent_and_ends_when_all_have() {
        later(4, () -> there.troubles().engineIsShutDown(Duration.ofHours(1)));
        later(8, () -> here.troubles().engineIsShutDown(Duration.ofHours(1)));

        Typed.Outcome stats = type("stats --format jsonl");

        assertThat(stats.code()).as(stats.err()).isEqualTo(4);
        assertThat(stats.err()).containsOnlyOnce("server-a: ").containsOnlyOnce("server-b: ");
        assertThat(stats.out()
                        .lines()
                        .filter(line -> line.contains("dashboard"))
                        .count())
                .isGreaterThan(stats.out()
                        .lines()
                        .filter(line -> line.contains("postgres"))
                        .count());
    }
}
