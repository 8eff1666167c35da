package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.backup.BackupKeeper;
import io.homelabhub.backup.BackupListener;
import io.homelabhub.backup.BackupRequest;
import io.homelabhub.backup.BackupResult;
import io.homelabhub.backup.ScheduledBackups.Outcome;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backups that the files ask for by a schedule: each hour, by a clock that begins with the year 2026. */
class ScheduledBackupTests extends Embedded {
    private static final String HOURLY = """
            name: lab
            x-homelab: {backup: {schedule: "0 * * * *", keep: {last: 2}}}
            services: {db: {image: "db:1", volumes: ["data:/data"]}}
            volumes: {data: {}}
            """;

    private final List<String> told = new ArrayList<>();

    private HomelabRuntime lab;

    @BeforeEach
    void deploy() throws IOException {
        lab = lab(HOURLY);
        ApplyResult unused = lab.plan("all").apply();
        until(30);
    }

    private HomelabRuntime lab(String compose) throws IOException {
        return ComposeFolder.with(compose, folder, engine, clock).build();
    }

    private static Instant at(int minutes) {
        return VirtualClock.START.plus(Duration.ofMinutes(minutes));
    }

    private void until(int minutes) {
        clock.advance(Duration.between(clock.now(), at(minutes)));
    }

    private Outcome takeIfDue(HomelabRuntime by) {
        return by.backups().scheduled().takeIfDue(Duration.ofMinutes(10), BackupListener.NONE, new Cancellation());
    }

    private List<Instant> taken() {
        return lab.backups().shelf().list().stream()
                .map(StoredBackup::manifest)
                .map(manifest -> manifest.created().truncatedTo(ChronoUnit.SECONDS))
                .toList();
    }

    /** Keeps the time until so many minutes of the year have passed. */
    private void keeping(int minutes) {
        BackupKeeper.Listener listener = new BackupKeeper.Listener() {
            @Override
            public void taken(Outcome outcome) {
                told.add("taken");
            }

            @Override
            public void failed(RuntimeException failure) {
                told.add(String.valueOf(failure.getMessage()));
            }
        };
        try (BackupKeeper keeper = lab.backups().scheduled().keeper(listener)) {
            keeper.begin();
            until(minutes);
        }
        assertThat(engine.containers()).noneMatch(container -> container.state() == ContainerState.PAUSED);
        clock.advance(Duration.ofSeconds(1));
    }

    @Test
    void one_is_taken_if_none_was_since_it_was_due_and_keep_says_what_stays() {
        assertThat(takeIfDue(lab).result()).isPresent();
        assertThat(takeIfDue(lab).result()).isEmpty();
        until(60);
        assertThat(takeIfDue(lab).result()).isPresent();
        until(125);
        Outcome third = takeIfDue(lab);

        assertThat(third.pruned()).hasSize(1);
        assertThat(taken()).containsExactly(at(60), at(125));
    }

    @Test
    void one_that_was_taken_by_hand_counts_and_one_of_a_single_service_does_not() {
        BackupResult single =
                lab.backups().plan(BackupRequest.of(List.of("db"))).take();
        assertThat(single.isComplete()).isTrue();
        clock.advance(Duration.ofSeconds(2));
        assertThat(takeIfDue(lab).result()).isPresent();

        until(61);
        BackupResult whole = lab.backups().plan(BackupRequest.of(List.of())).take();
        assertThat(whole.isComplete()).isTrue();
        assertThat(takeIfDue(lab).result()).isEmpty();
    }

    @Test
    void of_two_that_wait_for_a_deploy_one_takes_it() throws IOException {
        LockHolder ann = new LockHolder("1", "ann@elsewhere", 42, "deploy all", clock.now());
        engine.acquireLock("lab", ann);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            HomelabRuntime one = lab(HOURLY);
            var unused = clock.start("timer-" + i, () -> {
                Outcome outcome = takeIfDue(one);
                synchronized (outcomes) {
                    outcomes.add(outcome);
                }
            });
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(taken()).isEmpty();

        engine.releaseLock("lab", ann);
        clock.advance(Duration.ofMinutes(1));

        assertThat(outcomes)
                .hasSize(2)
                .filteredOn(outcome -> outcome.result().isPresent())
                .hasSize(1);
        assertThat(taken()).hasSize(1);
    }

    @Test
    void without_a_schedule_it_is_refused_with_what_to_write() throws IOException {
        HomelabRuntime unscheduled = lab(HOURLY.replace("schedule: \"0 * * * *\", ", ""));

        BackupException refused = catchThrowableOfType(BackupException.class, () -> takeIfDue(unscheduled));

        assertThat(refused.kind()).isEqualTo(BackupException.Kind.REFUSED);
        assertThat(refused.remedy()).contains("x-homelab: {backup: {schedule:");
    }

    @Test
    void a_keeper_takes_each_when_it_is_due() {
        keeping(181);

        assertThat(told).containsExactly("taken", "taken", "taken");
        assertThat(taken()).containsExactly(at(120), at(180));
    }

    @Test
    void what_nobody_kept_is_made_up_for_once_and_only_where_there_is_a_backup() {
        keeping(59);
        assertThat(told).isEmpty();

        assertThat(takeIfDue(lab).result()).isPresent();
        until(60 * 10 + 5);
        keeping(60 * 10 + 6);
        assertThat(told).containsExactly("taken");
    }

    @Test
    void while_the_engine_does_not_answer_it_is_tried_again_and_told_once() {
        clock.advance(Duration.ofMinutes(1));
        var unused = clock.start("trouble", () -> {
            try {
                engine.troubles().engineIsUnreachable();
                clock.sleep(Duration.ofMinutes(45));
                engine.troubles().engineIsReachable();
            } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
            }
        });
        keeping(80);

        assertThat(told).hasSize(2).last().isEqualTo("taken");
        assertThat(taken()).singleElement().satisfies(one -> assertThat(one).isBetween(at(76), at(77)));
    }

    @Test
    void a_changed_schedule_counts_and_broken_files_leave_it_as_it_was() throws IOException {
        var unused = clock.start("editor", () -> {
            try {
                write(HOURLY.replace("0 * * * *", "45 * * * *"));
                clock.sleep(Duration.ofMinutes(20));
                write("services: [");
            } catch (InterruptedException | IOException never) {
                throw new IllegalStateException(never);
            }
        });
        keeping(59);

        assertThat(told).containsExactly("taken");
        assertThat(taken()).containsExactly(at(45));
    }

    private void write(String compose) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), compose);
    }

    @Test
    void a_schedule_that_changes_asks_for_nothing_that_lies_behind() throws IOException {
        assertThat(takeIfDue(lab).result()).isPresent();
        var unused = clock.start("editor", () -> {
            try {
                write(HOURLY.replace("0 * * * *", "40 * * * *"));
                clock.sleep(Duration.ofMinutes(20));
                write(HOURLY.replace("0 * * * *", "45 * * * *"));
            } catch (InterruptedException | IOException never) {
                throw new IllegalStateException(never);
            }
        });
        keeping(59);

        assertThat(told).containsExactly("taken");
        assertThat(taken()).containsExactly(at(30), at(40));
    }

    @Test
    void another_backup_is_waited_for_however_long_it_takes() {
        LockHolder other = new LockHolder("1", "ann@elsewhere", 42, "backup", clock.now());
        engine.acquireLock("lab", other);
        List<Outcome> outcomes = new ArrayList<>();
        var unused = clock.start("timer", () -> outcomes.add(takeIfDue(lab)));
        clock.advance(Duration.ofMinutes(25));
        assertThat(outcomes).isEmpty();

        engine.releaseLock("lab", other);
        clock.advance(Duration.ofMinutes(1));
        assertThat(outcomes).singleElement().satisfies(one -> assertThat(one.result())
                .isPresent());
    }

    @Test
    void a_keeper_that_is_closed_in_the_middle_leaves_everything_running() {
        engine.on(Calls.of(Verb.PAUSE_CONTAINER)).takes(Duration.ofSeconds(20), Times.always());
        keeping(60);

        assertThat(engine.running()).containsExactly("lab-db-1");
        assertThat(taken()).isEmpty();
    }

    @Test
    void variables_may_say_what_stays() throws IOException {
        write(HOURLY.replace("{last: 2}", "{daily: '${DAYS:-7}'}").replace("keep:", "encrypt: '${ENC:-false}', keep:"));

        assertThat(lab.backups().scheduled().options().keep().orElseThrow().daily())
                .isEqualTo(7);
    }

    @Test
    void all_that_is_wrong_is_told_at_its_place() throws IOException {
        write("""
                name: lab
                x-homelab:
                  backup:
                    schedule: {cron: "0 25 * * *", timezone: Europe/Berlim}
                    encrypt: maybe
                    keep: {dayly: 7, weekly: -1}
                services: {db: {image: "db:1"}}
                """);

        assertThatThrownBy(() -> lab.backups().scheduled().options())
                .isInstanceOfSatisfying(InvalidInputException.class, invalid -> assertThat(invalid.problems())
                        .extracting(Problem::toString)
                        .anyMatch(text -> text.contains("compose.yaml:4:") && text.contains("25"))
                        .anyMatch(text -> text.contains("compose.yaml:4:") && text.contains("Europe/Berlin"))
                        .anyMatch(text -> text.contains("compose.yaml:5:") && text.contains("true or false"))
                        .anyMatch(text -> text.contains("compose.yaml:6:") && text.contains("daily"))
                        .anyMatch(text -> text.contains("compose.yaml:6:") && text.contains("0 to 10000")));
    }
}
