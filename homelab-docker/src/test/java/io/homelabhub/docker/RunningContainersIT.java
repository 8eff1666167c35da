package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerEvent.Kind;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.engine.Watch;
import io.homelabhub.observed.Health;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Containers of a real engine while they run, with probes, logs, events, locks and ports. */
@Tag("long")
class RunningContainersIT {
    private static final String[] SLEEP = {"sleep", "600"};
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    @RegisterExtension
    final RealEngine lab = new RealEngine();

    private String withTest(List<String> test) {
        return withTest(test, Duration.ofSeconds(5));
    }

    private String withTest(List<String> test, Duration timeout) {
        ContainerSpec plain = lab.spec("web", SLEEP);
        Map<String, Object> healthcheck =
                Map.of("Test", test, "Interval", Duration.ofHours(1).toNanos(), "Timeout", timeout.toNanos());
        return lab.run(new ContainerSpec(
                plain.name(),
                plain.image(),
                plain.platform(),
                plain.labels(),
                plain.config().with("Healthcheck", healthcheck),
                plain.hostConfig(),
                plain.networks(),
                plain.files()));
    }

    @Test
    void a_probe_runs_the_containers_own_health_test() {
        assertThat(lab.engine().probe(withTest(List.of("CMD", "echo", "fine"))))
                .isEqualTo(new ProbeResult(Verdict.PASSED, "fine\n"));
    }

    @Test
    void a_probe_runs_a_shell_test_in_a_shell_and_tells_that_it_fails() {
        assertThat(lab.engine().probe(withTest(List.of("CMD-SHELL", "echo no && exit 3"))))
                .isEqualTo(new ProbeResult(Verdict.FAILED, "no\n"));
    }

    @Test
    void a_test_that_cannot_be_run_fails() {
        ProbeResult result = lab.engine().probe(withTest(List.of("CMD", "no-such-program")));
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.output()).contains("no-such-program");
    }

    @Test
    void a_container_without_test_or_with_one_switched_off_has_none() {
        assertThat(lab.engine().probe(withTest(List.of("NONE"))).verdict()).isEqualTo(Verdict.NO_TEST);
    }

    @Test
    void a_test_that_outlives_its_timeout_is_given_up() {
        String name = withTest(List.of("CMD-SHELL", "echo slow; sleep 20"), Duration.ofSeconds(1));
        assertThat(lab.engine().probe(name)).isEqualTo(new ProbeResult(Verdict.TIMED_OUT, "slow\n"));
    }

    @Test
    void output_is_cut_after_4096_characters() {
        String name = withTest(List.of("CMD-SHELL", "yes | head -c 100000"));
        assertThat(lab.engine().probe(name).output()).hasSize(4096);
    }

    @Test
    void what_does_not_run_is_not_probed() {
        assertThat(lab.engine().probe(lab.create(lab.spec("web", SLEEP))).verdict())
                .isEqualTo(Verdict.NOT_RUNNING);
        assertThat(lab.engine().probe(lab.name("nobody")).verdict()).isEqualTo(Verdict.NOT_RUNNING);
    }

    @Test
    void a_command_runs_in_the_container() {
        String name = lab.run(lab.spec("web", SLEEP));
        assertThat(lab.engine().execute(name, List.of("sh", "-c", "echo out; sleep 0.3; echo err >&2"), LONG_ENOUGH))
                .isEqualTo(new ProbeResult(Verdict.PASSED, "out\nerr\n"));
    }

    @Test
    void the_engines_own_verdict_on_health_is_read_from_listing_and_inspection() {
        ContainerSpec plain = lab.spec("web", SLEEP);
        Map<String, Object> healthcheck = Map.of("Test", List.of("CMD", "true"), "Interval", 200_000_000L);
        String name = lab.run(new ContainerSpec(
                plain.name(),
                plain.image(),
                plain.platform(),
                plain.labels(),
                plain.config().with("Healthcheck", healthcheck),
                plain.hostConfig(),
                plain.networks(),
                plain.files()));
        Engine engine = lab.engine();
        Eventually.holds(() -> engine.status(name).orElseThrow().health() == Health.HEALTHY);
        assertThat(engine.status(name).orElseThrow().healthCheckedAt()).isAfter(Instant.EPOCH);
        assertThat(engine.observe(new ObserveRequest(lab.project(), Set.of(), false))
                        .container(name)
                        .orElseThrow()
                        .health())
                .isEqualTo(Health.HEALTHY);
    }

    @Test
    void the_end_of_a_log_has_both_streams_and_only_the_lines_asked_for() {
        String name = lab.run(
                lab.spec("web", "sh", "-c", "seq 1 100; sleep 0.3; echo err >&2; sleep 0.3; printf 'no newline'"));
        Eventually.holds(() -> lab.engine().logTail(name, 2).contains("no newline"));
        assertThat(lab.engine().logTail(name, 3)).hasSize(3).contains("err", "no newline");
        assertThat(lab.engine().logTail(name, 1000)).hasSize(102).startsWith("1", "2");
    }

    @Test
    void long_lines_do_not_mix() {
        String name = lab.run(lab.spec(
                "web", "sh", "-c", "yes a | tr -d '\\n' | head -c 5000; echo; yes b | tr -d '\\n' | head -c 5000"));
        Eventually.holds(() -> lab.engine().logTail(name, 5).size() == 2);
        assertThat(lab.engine().logTail(name, 5)).containsExactly("a".repeat(5000), "b".repeat(5000));
    }

    @Test
    void a_watch_tells_the_life_of_the_projects_containers_and_of_no_others() throws InterruptedException {
        Mailbox<ContainerEvent> events = Timing.system().mailbox();
        try (Watch watch = lab.engine().watch(lab.project(), events::put)) {
            assertThat(watch).isNotNull();
            String name = lab.run(lab.spec("web", "sh", "-c", "exit 7"));
            List<ContainerEvent> seen = new ArrayList<>();
            while (seen.stream().noneMatch(event -> event.kind() == Kind.DIE)) {
                seen.add(events.take(LONG_ENOUGH).orElseThrow());
            }
            assertThat(seen).extracting("kind").containsExactly(Kind.CREATE, Kind.START, Kind.DIE);
            assertThat(seen).extracting("container").containsOnly(name);
            assertThat(seen.get(2).exitCode()).contains(7);
        }
    }

    @Test
    void nothing_is_told_after_a_watch_is_closed() throws InterruptedException {
        Mailbox<ContainerEvent> events = Timing.system().mailbox();
        lab.engine().watch(lab.project(), events::put).close();
        lab.run(lab.spec("web", "true"));
        assertThat(events.take(Duration.ofMillis(500))).isEmpty();
    }

    private static LockHolder holder(String id) {
        return new LockHolder(id, "somebody@somewhere", 4711, "deploy bots", Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void a_lock_is_one_holders_until_that_one_gives_it_back() {
        Engine engine = lab.engine();
        try {
            assertThat(engine.acquireLock(lab.project(), holder("one"))).isEmpty();
            assertThat(engine.acquireLock(lab.project(), holder("two"))).contains(holder("one"));
            assertThat(engine.lockHolder(lab.project())).contains(holder("one"));
            assertThat(engine.releaseLock(lab.project(), holder("two"))).isEqualTo(Effect.ALREADY_SO);
            assertThat(engine.observe(new ObserveRequest(lab.project(), Set.of(), true))
                            .containers())
                    .filteredOn(container ->
                            container.label("com.docker.compose.project").isPresent())
                    .noneMatch(container -> container.name().contains("lock"));
        } finally {
            assertThat(engine.releaseLock(lab.project(), holder("one"))).isEqualTo(Effect.DONE);
        }
        assertThat(engine.lockHolder(lab.project())).isEmpty();
        assertThat(engine.releaseLock(lab.project(), holder("one"))).isEqualTo(Effect.ALREADY_SO);
    }

    @Test
    void of_many_who_ask_for_the_lock_at_once_one_gets_it() throws InterruptedException {
        Mailbox<Boolean> got = Timing.system().mailbox();
        int askers = 8;
        for (int i = 0; i < askers; i++) {
            LockHolder holder = holder("asker" + i);
            Timing.system()
                    .start(
                            "asker",
                            () -> got.put(lab.engine()
                                    .acquireLock(lab.project(), holder)
                                    .isEmpty()));
        }
        int winners = 0;
        for (int i = 0; i < askers; i++) {
            winners += got.take(LONG_ENOUGH).orElseThrow() ? 1 : 0;
        }
        LockHolder winner = lab.engine().lockHolder(lab.project()).orElseThrow();
        assertThat(lab.engine().releaseLock(lab.project(), winner)).isEqualTo(Effect.DONE);
        assertThat(winners).isEqualTo(1);
    }

    @Test
    void a_port_that_is_taken_is_a_conflict_that_names_it() {
        lab.run(publishing("one", "28631"));
        String second = lab.create(publishing("two", "28631"));
        assertThatThrownBy(() -> lab.perform(new Action.StartContainer(second)))
                .isInstanceOfSatisfying(EngineException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(EngineException.Kind.CONFLICT);
                    assertThat(failure).hasMessageStartingWith("starting container " + second + ": ");
                    assertThat(failure.remedy()).contains("28631").contains("docker ps");
                });
    }

    @Test
    void containers_that_publish_on_one_range_of_ports_start_at_once() throws InterruptedException {
        Mailbox<Optional<RuntimeException>> ends = Timing.system().mailbox();
        int count = 5;
        for (int i = 0; i < count; i++) {
            String name = lab.create(publishing("range" + i, "28640-28649"));
            Timing.system().start("starter", () -> ends.put(failureOf(new Action.StartContainer(name))));
        }
        for (int i = 0; i < count; i++) {
            assertThat(ends.take(LONG_ENOUGH)).contains(Optional.empty());
        }
    }

    private Optional<RuntimeException> failureOf(Action action) {
        try {
            lab.perform(action);
            return Optional.empty();
        } catch (EngineException failure) {
            return Optional.of(failure);
        }
    }

    private ContainerSpec publishing(String name, String hostPort) {
        ContainerSpec plain = lab.spec(name, SLEEP);
        Map<String, Object> bindings = Map.of("80/tcp", List.of(Map.of("HostIp", "127.0.0.1", "HostPort", hostPort)));
        return new ContainerSpec(
                plain.name(),
                plain.image(),
                plain.platform(),
                plain.labels(),
                plain.config().with("ExposedPorts", Map.of("80/tcp", Map.of())),
                ApiObject.of(Map.of("PortBindings", bindings)),
                plain.networks(),
                plain.files());
    }

    @Test
    void an_interrupt_ends_a_call_at_once_and_stays_set() {
        String name = lab.run(lab.spec("web", "sh", "-c", "trap '' TERM; sleep 600"));
        Thread caller = Thread.currentThread();
        Timing.system().start("interrupter", () -> {
            pause(Duration.ofMillis(300));
            caller.interrupt();
        });
        try {
            assertThatThrownBy(() -> lab.perform(new Action.StopContainer(name, Optional.of(Duration.ofSeconds(30)))))
                    .extracting("kind")
                    .isEqualTo(EngineException.Kind.INTERRUPTED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void pause(Duration time) {
        try {
            Timing.system().sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
