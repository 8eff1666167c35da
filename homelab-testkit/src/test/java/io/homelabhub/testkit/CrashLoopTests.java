package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What ended badly before is not called well before it has lasted longer than it did then. */
@HomelabTest
class CrashLoopTests {
    @TempDir
    Path folder;

    private HomelabRuntime lab(String restart, String version, FakeEngine engine, VirtualClock clock)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("compose.yaml"), """
                        name: lab
                        services:
                          bot: {image: 'bot:1', container_name: bot, restart: %s, labels: {version: '${VERSION}'}}
                        """.formatted(restart));
        return Homelab.builder()
                .engine(engine.provider())
                .timing(clock)
                .workingDirectory(folder)
                .composeFiles(List.of(file))
                .environment(Map.of("VERSION", version))
                .build();
    }

    private static void reaches(FakeEngine engine, VirtualClock clock, ContainerState state, int restarts)
            throws InterruptedException {
        for (int i = 0; i < 10_000 && !(is(engine, state) && restarts(engine) >= restarts); i++) {
            clock.sleep(Duration.ofMillis(10));
        }
        assertThat(engine.container("bot").state()).isEqualTo(state);
    }

    private static boolean is(FakeEngine engine, ContainerState state) {
        return engine.container("bot").state() == state;
    }

    private static long restarts(FakeEngine engine) {
        return engine.container("bot").inspection().orElseThrow().number("RestartCount");
    }

    private static ApplyFailedException failure(HomelabRuntime lab) {
        return Assertions.catchThrowableOfType(
                ApplyFailedException.class, () -> lab.plan("all").apply());
    }

    @ParameterizedTest
    @CsvSource({"RESTARTING, 1", "RUNNING, 1", "RESTARTING, 2", "RUNNING, 2"})
    void a_loop_is_not_well_for_having_been_met_while_it_waits_for_its_restart(
            ContainerState met, String version, FakeEngine engine, VirtualClock clock)
            throws IOException, InterruptedException {
        engine.has("bot:1").image("bot:1").exitsAfter(Duration.ofSeconds(20), 7);
        assertThat(lab("unless-stopped", "1", engine, clock).plan("all")).applies();
        reaches(engine, clock, met, 3);

        ApplyFailedException failed = failure(lab("unless-stopped", version, engine, clock));

        assertThat(failed.result().failures().get(0).problem()).contains("bot keeps ending");
    }

    @ParameterizedTest
    @EnumSource(
            value = ContainerState.class,
            names = {"RESTARTING", "RUNNING"})
    void a_loop_that_was_there_before_is_no_failure_to_take_back(
            ContainerState met, FakeEngine engine, VirtualClock clock) throws IOException, InterruptedException {
        engine.has("bot:1").image("bot:1").exitsAfter(Duration.ofSeconds(20), 7);
        assertThat(lab("unless-stopped", "1", engine, clock).plan("all")).applies();
        reaches(engine, clock, met, 3);
        String before = engine.container("bot").id();

        ApplyFailedException failed = failure(lab("unless-stopped", "2", engine, clock));

        assertThat(failed.result().failedUndos()).isEmpty();
        assertThat(failed.result().ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(engine.container("bot").id()).isEqualTo(before);
    }

    @Test
    void what_stumbled_long_ago_has_to_be_well_again_when_it_is_brought_back(FakeEngine engine, VirtualClock clock)
            throws IOException, InterruptedException {
        engine.has("bot:1").image("bot:1").crashesFirst(1, Duration.ofSeconds(30), 7);
        assertThat(lab("unless-stopped", "1", engine, clock).plan("all")).applies();
        reaches(engine, clock, ContainerState.RUNNING, 1);
        clock.sleep(Duration.ofHours(1));
        engine.image("bot:1").crashLoops();

        ApplyFailedException failed = failure(lab("unless-stopped", "2", engine, clock));

        assertThat(failed.result().ending()).isEqualTo(Ending.ROLLBACK_FAILED);
    }

    @Test
    void what_ended_with_an_error_has_to_last_longer_than_it_did(FakeEngine engine, VirtualClock clock)
            throws IOException, InterruptedException {
        engine.has("bot:1").image("bot:1").exitsAfter(Duration.ofSeconds(25), 7);
        HomelabRuntime lab = lab("no", "1", engine, clock);
        assertThat(lab.plan("all")).applies();
        reaches(engine, clock, ContainerState.EXITED, 0);

        assertThat(failure(lab).result().failures().get(0).problem())
                .isEqualTo("container bot was ready, and ended with exit code 7");
    }

    @Test
    void what_somebody_stopped_need_not(FakeEngine engine, VirtualClock clock)
            throws IOException, InterruptedException {
        engine.has("bot:1");
        HomelabRuntime lab = lab("no", "1", engine, clock);
        assertThat(lab.plan("all")).applies();
        engine.troubles().dies("bot", 137);
        reaches(engine, clock, ContainerState.EXITED, 0);

        Duration began = clock.elapsed();
        assertThat(lab.plan("all")).applies();
        assertThat(clock.elapsed().minus(began)).isLessThan(Duration.ofSeconds(5));
    }
}
