package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;
import static io.homelabhub.testkit.engine.Calls.start;
import static io.homelabhub.testkit.engine.Times.times;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.testkit.engine.FakeEngine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@HomelabTest(catalog = "src/test/resources/lab/services.yaml", variables = "POSTGRES_PASSWORD=open sesame")
class HomelabExtensionTests {
    @Test
    void postgres_is_created_before_the_bot(HomelabRuntime lab) {
        assertThat(lab.plan("bots").plan())
                .creates("postgres")
                .before("discord-bot")
                .and()
                .creates("minio")
                .and()
                .losesNoData();
    }

    @Test
    void after_a_deployment_nothing_is_left_to_do(HomelabRuntime lab, FakeEngine engine, Timeline timeline) {
        engine.image("postgres:16-alpine").becomesHealthyAfter(Duration.ofSeconds(3));

        assertThat(lab.plan("bots")).applies().succeeded("discord-bot").within(Duration.ofSeconds(20));

        assertThat(timeline).readyBeforeStartOf("postgres", "discord-bot");
        assertThat(engine).runs("discord-bot", "lab-minio", "lab-postgres");
        assertThat(lab.plan("bots").plan()).isEmpty();
    }

    @Test
    void a_refused_start_skips_what_waits_for_it_and_is_taken_back(HomelabRuntime lab, FakeEngine engine) {
        engine.on(start("postgres")).fails(Kind.CONFLICT, times(1));

        assertThat(lab.plan("bots"))
                .applyFails()
                .rolledBack()
                .failedOnly("postgres")
                .skipped("discord-bot")
                .succeeded("minio");
        assertThat(engine).runsNothing();
    }

    @Test
    void a_database_that_is_never_healthy_keeps_the_bot_from_starting(
            HomelabRuntime lab, FakeEngine engine, Timeline timeline) {
        engine.image("postgres:16-alpine").neverHealthy().healthSays("no response");

        assertThat(lab.plan("bots")).applyFails().failedOnly("postgres").tells("no response");
        assertThat(timeline).neverStarts("discord-bot");
    }
}
