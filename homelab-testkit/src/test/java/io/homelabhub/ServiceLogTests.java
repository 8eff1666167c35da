package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.LogListener;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.engine.Watch;
import io.homelabhub.operation.LifecycleRequest;
import io.homelabhub.operation.LogEntry;
import io.homelabhub.operation.LogQuery;
import io.homelabhub.operation.ServiceLog;
import io.homelabhub.plan.Action;
import io.homelabhub.planning.Recreate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServiceLogTests extends Embedded {
    private static final LogQuery ALL = LogQuery.of(List.of());

    private final List<String> notices = new ArrayList<>();

    private HomelabRuntime deployed() {
        HomelabRuntime lab = builder.build();
        lab.plan("web").apply();
        return lab;
    }

    private static List<String> rest(ServiceLog log) {
        List<String> lines = new ArrayList<>();
        for (Optional<LogEntry> entry = log.next(); entry.isPresent(); entry = log.next()) {
            lines.add(entry.get().service() + ": " + entry.get().text());
        }
        return lines;
    }

    private static List<String> next(ServiceLog log, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LogEntry entry = log.next().orElseThrow();
            lines.add(entry.service() + ": " + entry.text());
        }
        return lines;
    }

    private void writeByTurns(int lines) throws InterruptedException {
        for (int i = 0; i < lines; i++) {
            clock.advance(Duration.ofNanos(1));
            engine.writes(i % 2 == 0 ? "lab-db-1" : "lab-web-1", String.valueOf(i));
        }
    }

    @Test
    void lines_of_several_containers_come_in_the_order_of_their_nanoseconds() throws InterruptedException {
        HomelabRuntime lab = deployed();
        writeByTurns(1_000);

        try (ServiceLog log = lab.services().logs(ALL, notices::add)) {
            assertThat(rest(log).stream().map(line -> line.replaceFirst("\\w+: ", "")))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 1_000).mapToObj(String::valueOf).toList());
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void a_log_far_larger_than_what_is_kept_is_read_to_its_end() throws InterruptedException {
        HomelabRuntime lab = deployed();
        String long1 = "x".repeat(10_000);
        for (int i = 0; i < 50; i++) {
            clock.advance(Duration.ofMillis(1));
            engine.writes("lab-db-1", long1);
        }
        engine.writes("lab-web-1", "last");

        try (ServiceLog log = lab.services().logs(ALL, notices::add)) {
            assertThat(rest(log)).hasSize(51).last().isEqualTo("web: last");
        }
    }

    @Test
    void followed_lines_wait_for_those_that_were_written_before() throws InterruptedException {
        HomelabRuntime lab = deployed();
        try (ServiceLog log = lab.services().logs(ALL.following(), notices::add)) {
            clock.after(Duration.ofSeconds(1), () -> engine.writes("lab-web-1", "first"));
            clock.after(Duration.ofSeconds(2), () -> engine.writes("lab-db-1", "second"));

            Duration before = clock.elapsed();
            assertThat(next(log, 2)).containsExactly("web: first", "db: second");
            assertThat(clock.elapsed().minus(before)).isBetween(Duration.ofMillis(2_000), Duration.ofMillis(2_300));
        }
    }

    @Test
    void what_has_ended_is_told_to_its_last_line_when_the_following_ends() throws InterruptedException {
        HomelabRuntime lab = deployed();
        try (ServiceLog log = lab.services().logs(ALL.following(), notices::add)) {
            writeByTurns(2);
            lab.services().plan(LifecycleRequest.stop(List.of("all"))).apply();

            log.endFollowing();

            assertThat(rest(log)).containsExactly("db: 0", "web: 1");
            assertThat(log.next()).isEmpty();
        }
    }

    @Test
    void a_container_that_takes_anothers_place_joins() throws InterruptedException {
        HomelabRuntime lab = deployed();
        engine.image("web:1").logs("web has started");
        try (ServiceLog log = lab.services().logs(ALL.following(), notices::add)) {
            engine.writes("lab-web-1", "old");
            assertThat(next(log, 1)).containsExactly("web: old");

            lab.plan(DeployRequest.of(List.of("web")).withRecreate(Recreate.ALWAYS))
                    .apply();

            assertThat(next(log, 1)).containsExactly("web: web has started");
            engine.writes("lab-web-1", "new");
            assertThat(next(log, 1)).containsExactly("web: new");
        }
    }

    @Test
    void what_was_read_before_the_engine_was_restarted_is_not_told_again_and_nothing_is_missing()
            throws InterruptedException {
        HomelabRuntime lab = builder.build();
        lab.plan("web").apply();
        try (ServiceLog log = lab.services().logs(LogQuery.of(List.of("db")).following(), notices::add)) {
            engine.writes("lab-db-1", "one", "two");
            assertThat(next(log, 2)).containsExactly("db: one", "db: two");

            engine.troubles().engineRestarts(Duration.ofSeconds(3));
            clock.after(Duration.ofSeconds(5), () -> engine.set(new Action.StartContainer("lab-db-1")));
            clock.after(Duration.ofSeconds(6), () -> engine.writes("lab-db-1", "three"));

            assertThat(next(log, 1)).containsExactly("db: three");
        }
    }

    @Test
    void a_log_that_cannot_be_read_is_told_and_the_others_are_read() throws InterruptedException {
        HomelabRuntime lab = builder.engine(through(real -> new DelegatingEngine(real) {
                    @Override
                    public Watch logs(String container, LogRequest request, LogListener listener) {
                        if (engine.container("lab-db-1").id().equals(container)) {
                            listener.ended(Optional.of(
                                    new EngineException(Kind.OTHER, "the logging driver does not support reading")));
                            return () -> {};
                        }
                        return super.logs(container, request, listener);
                    }
                }))
                .build();
        lab.plan("web").apply();
        engine.writes("lab-web-1", "still here");

        try (ServiceLog log = lab.services().logs(ALL, notices::add)) {
            assertThat(rest(log)).containsExactly("web: still here");
        }
        assertThat(notices)
                .singleElement()
                .asString()
                .startsWith("lab-db-1: the logging driver does not support reading");
    }

    @Test
    void an_engine_that_goes_away_ends_what_is_not_followed_with_a_failure() {
        HomelabRuntime lab = deployed();
        try (ServiceLog log = lab.services().logs(ALL, notices::add)) {
            engine.troubles().engineIsUnreachable();

            assertThatThrownBy(() -> rest(log))
                    .isInstanceOfSatisfying(EngineException.class, failure -> assertThat(failure.kind())
                            .isEqualTo(Kind.UNREACHABLE));
        }
    }

    @Test
    void secrets_of_the_files_and_those_that_a_container_was_made_with_are_hidden() {
        engine.given("lab-db-1")
                .madeByCompose("lab", "db", "hash")
                .environment("PASSWORD", "former-secret")
                .running();
        engine.writes("lab-db-1", "password is former-secret");

        try (ServiceLog log = builder.build().services().logs(ALL, notices::add)) {
            assertThat(rest(log)).containsExactly("db: password is (secret)");
        }
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_line() {
        HomelabRuntime lab = deployed();
        try (ServiceLog log = lab.services().logs(ALL.following(), notices::add)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(log::next)
                    .isInstanceOfSatisfying(EngineException.class, failure -> assertThat(failure.kind())
                            .isEqualTo(Kind.INTERRUPTED));
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
