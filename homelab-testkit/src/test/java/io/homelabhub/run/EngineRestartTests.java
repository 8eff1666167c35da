package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.plan.Await.Condition;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run during which the engine is restarted, or shut down and started. */
@Timeout(60)
class EngineRestartTests {
    private final Lab lab = new Lab(1);

    private String old(String name, String restart) {
        lab.engine
                .given(name)
                .image(name + "-old")
                .madeByCompose(DeployPlan.PROJECT, name, "h")
                .restart(restart)
                .running();
        return lab.engine.container(name).id();
    }

    private static String problem(ApplyResult result) {
        return result.failures().get(0).problem();
    }

    @Test
    void what_the_engine_ended_by_being_restarted_is_started_again_and_the_run_goes_on() {
        String oldId = old("api", "no");
        String unused = old("cache", "no");
        lab.healthTested("api", "slow").engine.image("slow").becomesHealthyAfter(Duration.ofSeconds(8));
        lab.clock.after(Duration.ofSeconds(3), () -> lab.engine.troubles().engineRestarts(Duration.ofSeconds(11)));
        ApplyResult result = lab.apply(new DeployPlan()
                .replaced("api", oldId, Condition.HEALTHY)
                .service("slow", Condition.HEALTHY)
                .standing("cache", Condition.READY, false));
        assertThat(result.failures()).isEmpty();
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(lab.engine.running()).containsExactlyInAnyOrder("api", "slow", "cache");
    }

    @Test
    void what_the_engine_ended_is_found_under_the_name_that_it_has_got_meanwhile() {
        lab.engine.has("next");
        lab.healthTested("slow").engine.image("slow").becomesHealthyAfter(Duration.ofSeconds(8));
        lab.clock.after(Duration.ofSeconds(3), () -> lab.engine.troubles().engineRestarts(Duration.ofSeconds(11)));
        ApplyResult result = lab.apply(new DeployPlan()
                .service("next", Condition.READY)
                .renamed("next", "api")
                .service("slow", Condition.HEALTHY));
        assertThat(result.failures()).isEmpty();
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(lab.engine.running()).containsExactlyInAnyOrder("api", "slow");
    }

    @Test
    void what_the_engine_stopped_as_it_was_shut_down_is_started_again_and_the_run_goes_on() {
        String oldId = old("api", "no");
        String unused = old("cache", "no");
        String restarted = old("proxy", "unless-stopped");
        lab.healthTested("api", "slow").engine.image("slow").becomesHealthyAfter(Duration.ofSeconds(8));
        lab.clock.after(Duration.ofSeconds(3), () -> lab.engine.troubles().engineIsShutDown(Duration.ofSeconds(4)));
        ApplyResult result = lab.apply(new DeployPlan()
                .replaced("api", oldId, Condition.HEALTHY)
                .service("slow", Condition.HEALTHY)
                .standing("cache", Condition.READY, false)
                .standing("proxy", Condition.READY, false));
        assertThat(result.failures()).isEmpty();
        assertThat(result.ending()).isEqualTo(Ending.APPLIED);
        assertThat(lab.engine.running()).containsExactlyInAnyOrder("api", "slow", "cache", "proxy");
        assertThat(lab.engine.container("proxy").id()).isEqualTo(restarted);
    }

    @Test
    void what_its_policy_brings_back_after_a_shutdown_of_the_engine_is_in_no_crash_loop() {
        lab.healthTested("slow").engine.image("slow").becomesHealthyAfter(Duration.ofSeconds(8));
        lab.clock.after(Duration.ofSeconds(3), () -> lab.engine.troubles().engineIsShutDown(Duration.ofSeconds(4)));
        ApplyResult result =
                lab.apply(new DeployPlan().restart("unless-stopped").service("slow", Condition.HEALTHY));
        assertThat(result.failures()).isEmpty();
        assertThat(lab.engine.running()).containsExactly("slow");
    }

    @Test
    void what_somebody_stops_is_no_shutdown_of_the_engine() {
        String unused = old("cache", "no");
        lab.healthTested("slow").engine.image("slow").becomesHealthyAfter(Duration.ofSeconds(8));
        lab.clock.after(Duration.ofSeconds(3), () -> lab.engine.troubles().isStopped("cache"));
        ApplyResult result = lab.apply(
                new DeployPlan().service("slow", Condition.HEALTHY).standing("cache", Condition.READY, false));
        assertThat(problem(result)).isEqualTo("container cache was ready, and somebody stopped it");
    }

    @Test
    void what_is_taken_back_after_a_restart_of_the_engine_is_all_up_again() {
        String one = old("one", "no");
        String two = old("two", "no");
        String unused = old("cache", "no");
        lab.healthTested("one", "two")
                .engine
                .image("one")
                .becomesHealthyAfter(Duration.ofSeconds(6))
                .exitsAfter(Duration.ofSeconds(4), 7);
        lab.clock.after(Duration.ofSeconds(2), () -> lab.engine.troubles().engineRestarts(Duration.ofSeconds(11)));
        ApplyResult result = lab.apply(new DeployPlan()
                .restoring()
                .replaced("one", one, Condition.READY)
                .replaced("two", two, Condition.READY, "one")
                .standing("cache", Condition.READY, false));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(problem(result)).contains("exit code 7");
        assertThat(lab.engine.running()).containsExactlyInAnyOrder("one", "two", "cache");
    }
}
