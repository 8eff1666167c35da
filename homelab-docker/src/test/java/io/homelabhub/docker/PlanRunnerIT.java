package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Await.Condition;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Work;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.Ending;
import io.homelabhub.run.FailureReport;
import io.homelabhub.run.PlanRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The runner on a real engine: its health checks, crash loops and kernel are not what a fake makes of them. */
@Tag("long")
class PlanRunnerIT {
    private static final String READY_SOON = "sleep 0.5; touch /ready; sleep 600";

    @RegisterExtension
    final RealEngine lab = new RealEngine();

    private final List<Step> steps = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();

    private int step(Work work, String service, Set<Integer> after, List<Action> undo) {
        int id = steps.size() + 1;
        steps.add(new Step(id, work, ResourceId.service(service), after, Set.of(), undo));
        return id;
    }

    /** Creates, starts and waits for a container; gives the id of the wait. */
    private int up(ContainerSpec spec, Condition condition, Set<Integer> after) {
        String service = spec.name();
        Action remove = new Action.RemoveContainer(spec.name(), true);
        lab.afterwards(remove);
        int create = step(new Action.CreateContainer(spec), service, after, List.of(remove));
        int start = step(new Action.StartContainer(spec.name()), service, Set.of(create), List.of());
        Duration within = Duration.ofMinutes(2);
        Await await = new Await(spec.name(), service, condition, within, Optional.empty(), true);
        return step(await, service, Set.of(start), List.of());
    }

    private ContainerSpec shell(String name, String script) {
        return lab.spec(name, "sh", "-c", script);
    }

    private static ContainerSpec tested(ContainerSpec spec, String test, Duration interval, int retries) {
        Map<String, Object> healthcheck =
                Map.of("Test", List.of("CMD-SHELL", test), "Interval", interval.toNanos(), "Retries", retries);
        return with(spec, "Healthcheck", healthcheck, Map.of());
    }

    private static ContainerSpec with(ContainerSpec spec, String config, Object value, Map<String, Object> host) {
        var hostConfig = spec.hostConfig();
        for (Map.Entry<String, Object> member : host.entrySet()) {
            hostConfig = hostConfig.with(member.getKey(), member.getValue());
        }
        return new ContainerSpec(
                spec.name(),
                spec.image(),
                spec.platform(),
                spec.labels(),
                spec.config().with(config, value),
                hostConfig,
                spec.networks(),
                spec.files());
    }

    private ApplyResult apply(ProgressListener listener) {
        Plan plan = new Plan(lab.project(), "deploy test", List.of(), steps, List.of());
        return PlanRunner.builder(lab.engine()).build().run(plan, ApplyOptions.DEFAULT, listener, cancellation);
    }

    private List<ObservedContainer> left() {
        return lab.engine().observe(new ObserveRequest(lab.project(), Set.of(), false)).containers().stream()
                .filter(container -> container.name().startsWith(lab.project()))
                .toList();
    }

    @Test
    void a_chain_of_three_with_an_interval_of_ten_seconds_is_ready_in_a_few() {
        Set<Integer> after = Set.of();
        for (String name : List.of("a", "b", "c")) {
            ContainerSpec spec = tested(shell(name, READY_SOON), "test -f /ready", Duration.ofSeconds(10), 3);
            after = Set.of(up(spec, Condition.HEALTHY, after));
        }
        List<String> notes = new ArrayList<>();
        ApplyResult result = apply(event -> {
            if (event instanceof HomelabEvent.StepFinished finished
                    && !finished.note().isEmpty()) {
                notes.add(finished.note());
            }
        });
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(notes).containsExactly("ready (probed)", "ready (probed)", "ready (probed)");
        // about 3 s on an idle machine; the first check of the engine alone would take it past 10
        assertThat(result.took()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_crash_loop_is_told_with_its_exit_code_and_its_last_words_and_leaves_nothing() {
        ContainerSpec spec = shell("bot", "echo cannot read the token; sleep 0.1; exit 3");
        up(with(spec, "Tty", false, Map.of("RestartPolicy", Map.of("Name", "always"))), Condition.STARTED, Set.of());
        ApplyResult result = apply(ProgressListener.NONE);
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        FailureReport failure = result.failures().get(0);
        assertThat(failure.problem()).contains("keeps ending: exit code 3");
        assertThat(failure.container().logLines()).contains("cannot read the token");
        assertThat(left()).isEmpty();
    }

    @Test
    void unhealthy_is_told_with_what_the_test_said() {
        up(
                tested(shell("db", "sleep 600"), "echo no response; exit 1", Duration.ofSeconds(1), 2),
                Condition.HEALTHY,
                Set.of());
        ApplyResult result = apply(ProgressListener.NONE);
        assertThat(result.failures().get(0).problem()).contains("is unhealthy; its last test said: no response");
        assertThat(result.took()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void a_process_that_the_kernel_killed_is_told_as_out_of_memory() {
        ContainerSpec spec = shell("hog", "sleep 0.2; exec tail /dev/zero");
        up(
                with(spec, "Tty", false, Map.of("Memory", 16L << 20, "MemorySwap", 16L << 20)),
                Condition.COMPLETED,
                Set.of());
        ApplyResult result = apply(ProgressListener.NONE);
        assertThat(result.failures().get(0).problem()).contains("exit code 137, out of memory");
        assertThat(result.failures().get(0).container().outOfMemory()).isTrue();
    }

    @Test
    void a_one_shot_is_waited_for() {
        Set<Integer> migrated = Set.of(up(shell("migrate", "sleep 1"), Condition.COMPLETED, Set.of()));
        up(shell("app", "sleep 600"), Condition.STARTED, migrated);
        assertThat(apply(ProgressListener.NONE).ending()).isEqualTo(Ending.APPLIED);
    }

    @Test
    void a_health_from_before_the_restart_does_not_count() {
        // healthy in its first life, never again after: the mark of the first life is there when the second begins
        String script = "test -f /first && sleep 600; touch /first /ready; sleep 600";
        String test = "test -f /ready && rm -f /ready";
        String name = lab.run(tested(shell("db", script), test, Duration.ofMillis(300), 1000));
        await(name);
        lab.perform(new Action.StopContainer(name, Optional.of(Duration.ZERO)));
        int start = step(new Action.StartContainer(name), name, Set.of(), List.of());
        Await await = new Await(name, name, Condition.HEALTHY, Duration.ofSeconds(3), Optional.empty(), true);
        step(await, name, Set.of(start), List.of());
        assertThat(apply(ProgressListener.NONE).failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.problem()).contains("is not healthy within 3s"));
    }

    private void await(String name) {
        Plan wait = new Plan(
                lab.project(),
                "deploy test",
                List.of(),
                List.of(new Step(
                        1,
                        new Await(name, name, Condition.HEALTHY, Duration.ofSeconds(30), Optional.empty(), false),
                        ResourceId.service(name),
                        Set.of(),
                        Set.of(),
                        List.of())),
                List.of());
        ApplyResult result = PlanRunner.builder(lab.engine())
                .build()
                .run(wait, ApplyOptions.DEFAULT, ProgressListener.NONE, cancellation);
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
    }

    @Test
    void a_failed_replacement_brings_the_old_container_back() {
        lab.run(shell("bot", "sleep 600"));
        String oldId = left().get(0).id();
        String name = left().get(0).name();
        int stop = step(
                new Action.StopContainer(oldId, Optional.of(Duration.ZERO)),
                name,
                Set.of(),
                List.of(new Action.StartContainer(oldId)));
        int rename = step(
                new Action.RenameContainer(oldId, name + "_old"),
                name,
                Set.of(stop),
                List.of(new Action.RenameContainer(oldId, name)));
        up(shell("bot", "sleep 0.1; exit 1"), Condition.STARTED, Set.of(rename));
        assertThat(apply(ProgressListener.NONE).ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(left()).singleElement().satisfies(back -> {
            assertThat(back.id()).isEqualTo(oldId);
            assertThat(back.name()).isEqualTo(name);
            assertThat(back.state().isRunning()).isTrue();
        });
    }

    @Test
    void a_cancelled_run_leaves_nothing() {
        up(tested(shell("db", "sleep 600"), "exit 1", Duration.ofSeconds(10), 3), Condition.HEALTHY, Set.of());
        ApplyResult result = apply(event -> {
            if (event instanceof HomelabEvent.StepStarted started
                    && started.step().id() == 3) {
                cancellation.cancel();
            }
        });
        assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(left()).isEmpty();
    }
}
