package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.HealthCheck;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Await.Condition;
import io.homelabhub.testkit.engine.CallRecord;
import io.homelabhub.testkit.engine.Verb;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaitingTests {
    private final Lab lab = new Lab(1);

    private static String problem(ApplyResult result) {
        return result.failures().get(0).problem();
    }

    private List<CallRecord> calls(Verb verb) {
        return lab.engine.calls().stream()
                .filter(call -> call.call().verb() == verb)
                .toList();
    }

    @Test
    void a_chain_of_three_is_ready_long_before_the_engine_has_checked_the_first() {
        lab.healthTested("a", "b", "c");
        List.of("a", "b", "c").forEach(image -> lab.engine.image(image).becomesHealthyAfter(Duration.ofMillis(500)));
        ApplyResult result = lab.apply(new DeployPlan()
                .service("a", Condition.HEALTHY)
                .service("b", Condition.HEALTHY, "a")
                .service("c", Condition.HEALTHY, "b"));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(result.took()).isLessThan(Duration.ofMillis(3500));
        assertThat(lab.heard)
                .filteredOn(HomelabEvent.StepFinished.class::isInstance)
                .extracting(event -> ((HomelabEvent.StepFinished) event).note())
                .filteredOn(note -> !note.isEmpty())
                .containsExactly("ready (probed)", "ready (probed)", "ready (probed)");
    }

    @Test
    void without_probing_the_engine_is_believed_and_no_test_is_run() {
        lab.healthTested("a");
        ApplyResult result = lab.apply(new DeployPlan().probing(false).service("a", Condition.HEALTHY));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(result.took()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
        assertThat(calls(Verb.PROBE)).isEmpty();
    }

    @Test
    void unhealthy_ends_the_wait_and_the_report_holds_what_the_test_said() {
        lab.healthTested("a").engine.image("a").neverHealthy().healthSays("no response");
        lab.engine.image("a").logs("could not open the store");
        ApplyResult result = lab.apply(new DeployPlan().service("a", Condition.HEALTHY));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(problem(result)).isEqualTo("container a is unhealthy; its last test said: no response");
        assertThat(result.took()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
        ContainerDiagnosis diagnosis = result.failures().get(0).container();
        assertThat(diagnosis.healthChecks()).contains(new HealthCheck(1, "no response"));
        assertThat(diagnosis.logLines()).containsExactly("could not open the store");
        assertThat(lab.engine.containers()).isEmpty();
    }

    @Test
    void a_crash_loop_ends_the_wait_at_its_first_crash() {
        lab.healthTested("a").engine.image("a").crashLoops();
        ApplyResult result = lab.apply(new DeployPlan().restart("always").service("a", Condition.HEALTHY));
        assertThat(problem(result)).startsWith("container a keeps ending: exit code 1");
        assertThat(result.took()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void started_is_not_fooled_by_a_crash_loop_either() {
        lab.engine.has("a").image("a").crashLoops();
        ApplyResult result = lab.apply(new DeployPlan().restart("always").service("a", Condition.STARTED));
        assertThat(problem(result)).startsWith("container a keeps ending: exit code 1");
    }

    @Test
    void running_out_of_memory_is_told() {
        lab.healthTested("a").engine.image("a").neverHealthy().runsOutOfMemoryAfter(Duration.ofSeconds(2));
        ApplyResult result = lab.apply(new DeployPlan().service("a", Condition.HEALTHY));
        assertThat(problem(result)).contains("exit code 137, out of memory");
        assertThat(result.failures().get(0).container().outOfMemory()).isTrue();
        assertThat(result.failures().get(0).container().exitCode()).contains(137);
    }

    @Test
    void a_one_shot_is_waited_for_and_what_follows_starts_after_it() {
        lab.engine.has("migrate", "app").image("migrate").exitsAfter(Duration.ofSeconds(7), 0);
        ApplyResult result = lab.apply(
                new DeployPlan().service("migrate", Condition.COMPLETED).service("app", Condition.STARTED, "migrate"));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(result.took()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
    }

    @Test
    void a_one_shot_that_fails_skips_what_waits_for_it() {
        lab.engine.has("migrate", "app").image("migrate").exitsAfter(Duration.ofSeconds(1), 4);
        ApplyResult result = lab.apply(
                new DeployPlan().service("migrate", Condition.COMPLETED).service("app", Condition.STARTED, "migrate"));
        assertThat(problem(result)).isEqualTo("container migrate ended with exit code 4");
        assertThat(result.failures().get(0).skipped()).hasToString("[service:app]");
    }

    @Test
    void a_test_that_hangs_is_run_once_and_the_engine_is_believed_from_then_on() {
        lab.healthTested("a").engine.image("a").healthTestHangs();
        ApplyResult result =
                lab.apply(new DeployPlan().within(Duration.ofMinutes(5)).service("a", Condition.HEALTHY));
        assertThat(problem(result)).contains("is unhealthy");
        assertThat(calls(Verb.PROBE)).hasSize(1);
    }

    @Test
    void a_wait_ends_after_its_time_and_says_what_it_waited_for() {
        lab.healthTested("a").engine.image("a").neverHealthy().healthSays("still loading");
        ApplyResult result =
                lab.apply(new DeployPlan().within(Duration.ofSeconds(20)).service("a", Condition.HEALTHY));
        assertThat(problem(result))
                .isEqualTo("container a is not healthy within 20s (health: starting);"
                        + " its last test said: still loading");
        assertThat(result.steps().get(2).took()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void probes_are_two_at_most_and_one_for_each_container() {
        String[] names = {"a", "b", "c", "d", "e", "f"};
        lab.healthTested(names);
        DeployPlan plan = new DeployPlan();
        for (String name : names) {
            lab.engine.image(name).becomesHealthyAfter(Duration.ofSeconds(4));
            plan.service(name, Condition.HEALTHY);
        }
        assertThat(lab.apply(plan).ending()).isEqualTo(Ending.APPLIED);
        List<CallRecord> probes = calls(Verb.PROBE);
        assertThat(probes).hasSizeGreaterThan(6).allSatisfy(probe -> {
            List<CallRecord> others = probes.stream()
                    .filter(probe::overlaps)
                    .filter(other -> !other.equals(probe))
                    .toList();
            assertThat(others.stream().map(CallRecord::call)).doesNotContain(probe.call());
        });
        assertThat(mostAtOnce(probes)).isEqualTo(2);
    }

    private static long mostAtOnce(List<CallRecord> calls) {
        return calls.stream()
                .mapToLong(call -> calls.stream()
                        .filter(other -> other.began().compareTo(call.began()) <= 0
                                && call.began().compareTo(other.ended()) < 0)
                        .count())
                .max()
                .orElse(0);
    }

    @Test
    void an_endpoint_is_asked_until_it_answers() {
        lab.engine.has("a");
        lab.prober = (endpoint, within) -> new ProbeResult(
                lab.clock.elapsed().compareTo(Duration.ofSeconds(3)) < 0
                        ? ProbeResult.Verdict.FAILED
                        : ProbeResult.Verdict.PASSED,
                endpoint.target());
        ApplyResult result = lab.apply(new DeployPlan().service("a", Condition.REACHABLE));
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(result.took()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(4500));
    }
}
