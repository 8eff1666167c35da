package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.observed.Health;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HookCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Health tests, the engine's own and ours, and commands run in containers. */
interface HealthClauses extends Clauses {
    private ContainerSpec tested(String what, String test, Duration interval) {
        return bench().spec(what, Program.RUNS_ON)
                .withConfig(
                        "Healthcheck",
                        Map.of("Test", List.of("CMD-SHELL", test), "Interval", interval.toNanos(), "Retries", 2));
    }

    @Test
    default void required_c40_health_is_starting_until_the_first_check_and_then_what_it_says() {
        needs(Feature.HEALTH_CHECKS);
        bench().watched(seen -> {
            String name = bench().run(tested("good", "true", Duration.ofSeconds(2)));
            assertThat(bench().status(name).health()).isEqualTo(Health.STARTING);
            assertThat(bench().status(name).hasHealthTest()).isTrue();
            if (differs(Difference.RUNS_NO_HEALTH_CHECKS)) {
                staysUnchecked(name);
                return;
            }

            bench().eventually("it is healthy", SOON, () -> bench().status(name).health() == Health.HEALTHY);
            bench().eventually("that is told", SOON, () -> seen.stream()
                    .anyMatch(event -> event.kind() == ContainerEvent.Kind.HEALTHY));
            assertThat(bench().status(name).healthCheckedAt())
                    .isAfter(bench().status(name).startedAt());
        });
    }

    private void staysUnchecked(String name) {
        bench().pause(Duration.ofSeconds(3));
        assertThat(bench().status(name).health()).isEqualTo(Health.STARTING);
        assertThat(bench().status(name).healthCheckedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    default void required_c41_failed_checks_make_it_unhealthy_and_their_output_is_kept() {
        needs(Feature.HEALTH_CHECKS);
        String name = bench().run(tested("bad", "echo no answer; exit 1", Duration.ofSeconds(1)));
        if (differs(Difference.RUNS_NO_HEALTH_CHECKS)) {
            staysUnchecked(name);
            return;
        }

        bench().eventually("it is unhealthy", SOON, () -> bench().status(name).health() == Health.UNHEALTHY);
        assertThat(bench().status(name).healthChecks())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(check -> assertThat(check.output()).contains("no answer"))
                .allSatisfy(check -> assertThat(check.exitCode()).isEqualTo(1));
    }

    /** Health is told by {@code healthCheckedAt}: the status itself can be left over for a moment. */
    @Test
    default void required_c42_after_a_restart_health_was_checked_before_the_start_until_it_is_checked_again() {
        needs(Feature.HEALTH_CHECKS);
        String name = bench().run(tested("good", "true", Duration.ofSeconds(1)));
        if (!differs(Difference.RUNS_NO_HEALTH_CHECKS)) {
            bench().eventually("it is healthy", SOON, () -> bench().status(name).health() == Health.HEALTHY);
        }
        bench().stop(name);
        bench().start(name);

        ContainerStatus restarted = bench().status(name);
        assertThat(restarted.healthCheckedAt()).isBefore(restarted.startedAt());
    }

    @Test
    default void required_c43_a_container_without_a_health_test_has_no_health() {
        String name = bench().run("web", Program.RUNS_ON);

        assertThat(bench().status(name).health()).isEqualTo(Health.NONE);
        assertThat(bench().status(name).hasHealthTest()).isFalse();
        assertThat(bench().engine.probe(name).verdict()).isEqualTo(Verdict.NO_TEST);
    }

    @Test
    default void required_c44_our_own_test_answers_long_before_the_engines_first() {
        String good = bench().run(tested("good", "true", Duration.ofMinutes(5)));
        String bad = bench().run(tested("bad", "echo no answer; exit 1", Duration.ofMinutes(5)));

        assertThat(bench().engine.probe(good).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(bench().engine.probe(bad).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(bench().engine.probe(bad).output()).contains("no answer");
    }

    @Test
    default void required_c45_what_does_not_run_cannot_be_tested() {
        String created = bench().create(tested("web", "true", Duration.ofSeconds(1)));

        assertThat(bench().engine.probe(created).verdict()).isEqualTo(Verdict.NOT_RUNNING);
        assertThat(bench().engine.probe(bench().name("nobody")).verdict()).isEqualTo(Verdict.NOT_RUNNING);
        assertThat(bench().engine
                        .execute(created, List.of("true"), Duration.ofSeconds(5))
                        .verdict())
                .isEqualTo(Verdict.NOT_RUNNING);
    }

    @Test
    default void required_c130_a_hook_is_run_to_its_end_and_one_that_fails_tells_what_it_printed_last() {
        String name = bench().runUntilReady("web", Program.RUNS_ON);

        assertThat(bench().perform(hook(name, HookCommand.Kind.POST_START, "true")))
                .isEqualTo(Effect.DONE);
        assertThat(bench().refused(hook(name, HookCommand.Kind.POST_START, "sh", "-c", "echo no answer; exit 1")))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
                    assertThat(failure).hasMessageContaining("post_start[0]").hasMessageContaining("no answer");
                });
    }

    @Test
    default void required_c131_what_does_not_run_has_nothing_to_do_before_its_stop_and_cannot_do_it_after_its_start() {
        String created = bench().create(bench().spec("web", Program.RUNS_ON));

        assertThat(bench().perform(hook(created, HookCommand.Kind.PRE_STOP, "true")))
                .isEqualTo(Effect.ALREADY_SO);
        assertThat(bench().refused(hook(created, HookCommand.Kind.POST_START, "true"))
                        .kind())
                .isEqualTo(Kind.CONFLICT);
        assertThat(bench().refused(hook(bench().name("nobody"), HookCommand.Kind.PRE_STOP, "true"))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
    }

    private static Action.RunHook hook(String container, HookCommand.Kind kind, String... command) {
        return new Action.RunHook(
                container,
                new HookCommand(
                        kind, 0, List.of(command), Optional.empty(), false, Optional.empty(), List.of("K=value")));
    }

    @Test
    default void required_c46_a_command_passes_or_fails_by_its_exit_code_and_shows_its_output() {
        String name = bench().run("web", Program.RUNS_ON);

        ProbeResult passed = bench().engine.execute(name, List.of("true"), Duration.ofSeconds(5));
        ProbeResult failed =
                bench().engine.execute(name, List.of("sh", "-c", "echo no answer; exit 1"), Duration.ofSeconds(5));

        assertThat(passed.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(failed.output()).contains("no answer");
    }

    @Test
    default void required_c47_a_health_test_that_is_switched_off_is_none() {
        String name = bench().run(bench().spec("web", Program.RUNS_ON)
                .withConfig("Healthcheck", Map.of("Test", List.of("NONE"))));

        assertThat(bench().status(name).hasHealthTest()).isFalse();
        assertThat(bench().engine.probe(name).verdict()).isEqualTo(Verdict.NO_TEST);
    }
}
