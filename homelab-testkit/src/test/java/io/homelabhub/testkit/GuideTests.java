package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;
import static io.homelabhub.testkit.HomelabAssertions.assertThatThrownBy;
import static io.homelabhub.testkit.engine.Calls.anyAction;
import static io.homelabhub.testkit.engine.Calls.start;
import static io.homelabhub.testkit.engine.Times.nth;
import static io.homelabhub.testkit.engine.Times.times;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.plan.Cause;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.RandomFaults;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The listings of {@code docs/testkit.md} that no other test has. */
@HomelabTest(catalog = "src/test/resources/lab/services.yaml", variables = "POSTGRES_PASSWORD=open sesame")
class GuideTests {
    @Test
    void what_is_there_before_the_test(HomelabRuntime lab, FakeEngine engine) {
        engine.given("lab-postgres")
                .image("postgres:16.4-alpine")
                .madeByCompose("lab", "postgres", "hash of another file")
                .mount("lab_pgdata", "/var/lib/postgresql/data")
                .healthy();

        assertThat(lab.plan("postgres").plan())
                .recreates("postgres")
                .because(Cause.Kind.CONFIGURATION_CHANGED)
                .and()
                .losesNoData();
    }

    @Test
    void calls_that_go_wrong(HomelabRuntime lab, FakeEngine engine) {
        engine.on(start("postgres")).fails(Kind.CONFLICT, times(1));
        engine.on(start("minio")).losesTheAnswer(times(1));

        assertThat(lab.plan("bots")).applyFails().rolledBack().failedOnly("postgres");
        assertThat(engine).runsNothing();
    }

    @Test
    void a_disk_that_runs_full(HomelabRuntime lab, FakeEngine engine) {
        engine.on(anyAction()).isPrecededBy(nth(7), call -> engine.troubles().diskIsFull());

        assertThat(lab.plan("bots")).applyFails().rolledBack().tells("no space left on device");
    }

    @Test
    void a_registry_that_is_busy(HomelabRuntime lab, FakeEngine engine) {
        engine.registry().isBusyFor("postgres:16-alpine");

        assertThat(lab.plan("bots"))
                .applyFails()
                .failedOnly("image:postgres:16-alpine")
                .skipped("discord-bot");
    }

    @Test
    void a_database_that_dies_while_the_bot_comes_up(HomelabRuntime lab, FakeEngine engine, VirtualClock clock) {
        engine.image("postgres:16-alpine").becomesHealthyAfter(Duration.ofSeconds(30));
        clock.after(Duration.ofSeconds(10), () -> engine.troubles().dies("lab-postgres", 137));

        assertThat(lab.plan("bots")).applyFails().failedOnly("postgres").tells("exit code 137");
    }

    @Test
    void whatever_went_wrong_the_next_deploy_comes_to_an_end(
            HomelabRuntime lab, FakeEngine engine, VirtualClock clock) {
        engine.meeting(new RandomFaults(7, 0.2));
        assertThatThrownBy(() -> lab.plan("bots").apply()).isInstanceOf(HomelabException.class);

        engine.meetingNoMoreFaults();
        clock.advance(Duration.ofMinutes(2)); // what the engine still had to do

        assertThat(lab.plan("bots")).applies();
        assertThat(engine).runs("discord-bot", "lab-minio", "lab-postgres");
    }
}
