package example;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;

import io.homelabhub.HomelabBuilder;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.testkit.HomelabTest;
import io.homelabhub.testkit.Timeline;
import io.homelabhub.testkit.engine.FakeEngine;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The catalog in {@code orchestration}, deployed without Docker and without waiting. */
@HomelabTest(variables = "POSTGRES_PASSWORD=only for tests")
class BotsTests {
    @Test
    void bots_start_as_soon_as_postgres_is_ready(HomelabRuntime lab, FakeEngine engine, Timeline timeline) {
        engine.image("postgres:16").becomesHealthyAfter(Duration.ofSeconds(4));

        assertThat(lab.plan("bots")).applies().within(Duration.ofSeconds(15));

        assertThat(timeline).readyBeforeStartOf("postgres", "discord-bot");
        assertThat(timeline).readyBeforeStartOf("postgres", "stream-bot");
        assertThat(lab.plan("bots").plan()).isEmpty();
    }

    @Test
    void without_postgres_no_bot_starts_and_the_report_names_postgres(
            HomelabRuntime lab, FakeEngine engine, Timeline timeline) {
        engine.image("postgres:16").neverHealthy().healthSays("no response");

        assertThat(lab.plan("bots"))
                .applyFails()
                .failedOnly("postgres")
                .tells("lab-postgres")
                .tells("no response")
                .skipped("discord-bot")
                .skipped("stream-bot");
        assertThat(timeline).neverStarts("discord-bot");
        assertThat(timeline).neverStarts("stream-bot");
        assertThat(engine).runsNothing();
    }

    @Test
    void a_new_bot_that_crashes_gives_way_to_the_old_one(HomelabBuilder builder, HomelabRuntime lab, FakeEngine engine) {
        assertThat(lab.plan("bots")).applies();
        engine.image("example/discord-bot:2").logs("cannot read the token").crashLoops();
        Map<String, String> newer = Map.of("POSTGRES_PASSWORD", "only for tests", "BOT_VERSION", "2");

        assertThat(builder.environment(newer).build().plan("bots"))
                .applyFails()
                .rolledBack()
                .failedOnly("discord-bot")
                .tells("cannot read the token");

        assertThat(engine.container("discord-bot").image()).isEqualTo("example/discord-bot:1");
        assertThat(engine).runs("discord-bot", "lab-postgres", "stream-bot");
    }
}
