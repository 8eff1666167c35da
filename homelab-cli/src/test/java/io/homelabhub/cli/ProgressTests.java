package io.homelabhub.cli;

import static io.homelabhub.cli.Events.BOT;
import static io.homelabhub.cli.Events.PULL;
import static io.homelabhub.cli.Events.READY;
import static io.homelabhub.cli.Events.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.progress.JsonProgress;
import io.homelabhub.cli.progress.PlainProgress;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.report.BoardRow;
import io.homelabhub.report.RunBoard;
import io.homelabhub.resource.ImageBuild;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProgressTests {
    private final StringWriter err = new StringWriter();
    private final RunBoard board = new RunBoard();

    @Test
    void plain_progress_is_lines_that_say_when_and_how() {
        new Events(new PlainProgress(new PrintWriter(err), VirtualClock.seeded(1)))
                .begin()
                .starts(PULL)
                .after(1.5)
                .finishes(PULL, "")
                .starts(RUN)
                .after(0.1)
                .finishes(RUN, "")
                .starts(READY)
                .after(0.8)
                .finishes(READY, "ready (probed)")
                .starts(BOT)
                .fails(BOT, "port 4000 is taken")
                .undoes(RUN)
                .ends();

        assertThat(err.toString()).isEqualTo("""
                    0.0s  postgres: pulling postgres:16
                    1.5s  postgres: pulled postgres:16 after 1.5s
                    1.6s  postgres: started
                    1.6s  postgres: waiting until healthy
                    2.4s  postgres: ready (probed) after 1.5s
                    2.4s  bot: FAILED starting: port 4000 is taken
                    2.4s  taking back what was done
                    2.4s  postgres: taken back: stopped
                """);
    }

    @Test
    void a_run_that_only_builds_prints_what_the_builder_says_and_another_does_not() {
        Step build = new Step(
                1,
                new Action.BuildImage(ImageBuild.of("app", Path.of("app"))),
                ResourceId.image("app"),
                Set.of(),
                Set.of(),
                List.of());

        Step other =
                new Step(2, new Action.StartContainer("bot"), ResourceId.service("bot"), Set.of(), Set.of(), List.of());

        for (List<Step> steps : List.of(List.of(build), List.of(build, other))) {
            PlainProgress progress = new PlainProgress(new PrintWriter(err), VirtualClock.seeded(1));
            progress.on(new HomelabEvent.RunStarted(
                    Events.START, new Plan("homelab", "build all", List.of(), steps, List.of())));
            progress.on(new HomelabEvent.StepProgressed(Events.START, build, "", "RUN make", 0, 0));
            progress.on(new HomelabEvent.StepProgressed(Events.START, build, "", "", 0, 0));
            progress.on(new HomelabEvent.RunFinished(Events.START, Duration.ZERO));
        }

        assertThat(err.toString()).isEqualTo("    0.0s  image app: RUN make\n");
    }

    @Test
    void json_progress_is_an_object_a_line() {
        new Events(new JsonProgress(new PrintWriter(err))).begin().starts(PULL);

        assertThat(err.toString()).isEqualTo("""
                {"schemaVersion":1,"event":"runStarted","at":"2026-01-02T03:04:05Z","project":"homelab",\
                "operation":"deploy bots","steps":4}
                {"schemaVersion":1,"event":"stepStarted","at":"2026-01-02T03:04:05Z","step":1,"work":"pull-image",\
                "kind":"service","name":"postgres"}
                """);
    }

    @Test
    void a_waiting_row_says_what_for() {
        Events events = new Events(board::on).begin().starts(PULL);

        assertThat(rows()).isEqualTo("RUNNING postgres: pulling postgres:16\nWAITING bot: waiting for postgres");
        assertThat(board.summary(events.now())).isEqualTo("deploy bots: 0 of 4 steps, 0.0s");
    }

    @Test
    void a_pull_shows_the_bytes_of_all_its_layers() {
        new Events(board::on)
                .begin()
                .starts(PULL)
                .moves(PULL, "a", 1_000_000, 4_000_000)
                .moves(PULL, "b", 0, 6_000_000)
                .moves(PULL, "a", 3_500_000, 4_000_000);

        assertThat(rows()).startsWith("RUNNING postgres: pulling postgres:16 3.5 of 10.0 MB");
    }

    @Test
    void what_a_failure_skips_names_it() {
        new Events(board::on)
                .begin()
                .starts(PULL)
                .fails(PULL, "no such image")
                .skips(RUN, PULL)
                .skips(READY, PULL)
                .skips(BOT, PULL);

        assertThat(rows())
                .isEqualTo("FAILED postgres: failed pulling postgres:16\nSKIPPED bot: skipped, because of postgres");
    }

    private String rows() {
        return board.rows().stream()
                .map(row -> row.state() + " " + row.resource().name() + ": "
                        + (row.state() == BoardRow.State.WAITING
                                ? "waiting for " + String.join(", ", board.waitsFor(row))
                                : row.text()))
                .collect(Collectors.joining("\n"));
    }
}
