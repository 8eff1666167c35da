package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.backup.BackupEvent;
import io.homelabhub.backup.BackupListener;
import io.homelabhub.backup.BackupRequest;
import io.homelabhub.backup.UpgradeRequest;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.run.Cancellation;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An upgrade of a PostgreSQL that ends early: afterwards server and data are of one version, the old one or the new one. */
class UpgradeSafetyTests extends Embedded {
    private static final int MOST_CHANGES = 200;
    private static final String DB = "lab-db-1";

    private static String compose(String version) {
        return """
                name: lab
                services:
                  db:
                    image: postgres:%s-alpine
                    command: [serve]
                    volumes: ["data:/var/lib/postgresql/data"]
                  web:
                    image: web:1
                    command: [serve]
                    depends_on: [db]
                volumes: {data: }
                """.formatted(version);
    }

    /** A database of version 15 with one that needs it, on an engine of their own. */
    private static final class Stage {
        private final VirtualClock clock = VirtualClock.seeded(1);
        private final FakeEngine engine = new FakeEngine(clock, 1);
        private final FakePostgres postgres = new FakePostgres(engine, "15", "17");
        private final Path folder;
        private final HomelabBuilder builder;

        Stage(Path folder) throws IOException {
            this.folder = folder;
            engine.has("web:1");
            engine.command(List.of()).exitsAfter(Duration.ZERO, 0); // shells that empty volumes
            builder = ComposeFolder.with(compose("15"), Files.createDirectories(folder), engine, clock);
            builder.build().plan("all").apply();
            postgres.write(DB, "15");
        }

        String data() {
            return postgres.version(DB).orElseThrow();
        }

        void upgrade(HomelabRuntime lab, BackupListener listener) {
            var unused = lab.backups()
                    .plan(UpgradeRequest.of("db").withTo("17-alpine"))
                    .run(listener, new Cancellation());
        }

        BackupException failedUpgrade(BackupListener listener) {
            return catchThrowableOfType(BackupException.class, () -> upgrade(builder.build(), listener));
        }

        /** What people do after a kill: a backup, whose message they follow. */
        void carryOn() throws IOException {
            clock.advance(Duration.ofSeconds(2)); // a name is one of a second
            HomelabRuntime lab = builder.engine(engine.provider()).build();
            if (!isBackedUp(lab)) {
                deploy(lab);
                clock.advance(Duration.ofSeconds(2));
                assertThat(isBackedUp(lab)).isTrue();
            }
        }

        private static boolean isBackedUp(HomelabRuntime lab) {
            try {
                var unused = lab.backups().plan(BackupRequest.of(List.of())).take();
                return true;
            } catch (BackupException halfWay) {
                assertThat(halfWay.kind()).as(halfWay.getMessage()).isEqualTo(Kind.LEFT_HALF_WAY);
                assertThat(halfWay.remedy()).contains("`homelab deploy db`");
                return false;
            }
        }

        /** After a kill between the changes of file and engine, a plan tells which image is to be named. */
        private void deploy(HomelabRuntime lab) throws IOException {
            List<Change> refused = lab.plan("db").plan().changes().stream()
                    .filter(change -> change.verdict() == Verdict.REFUSE)
                    .toList();
            if (!refused.isEmpty()) {
                assertThat(refused.get(0).causes().toString())
                        .contains("name the image of " + data() + " in the files");
                Files.writeString(folder.resolve("compose.yaml"), compose(data()));
            }
            lab.plan("db").apply();
        }

        void requireWhole() throws IOException {
            assertThat(data()).isIn("15", "17");
            assertThat(engine.container(DB).image()).contains("postgres:" + data());
            assertThat(engine.running()).contains(DB, "lab-web-1");
            assertThat(engine.containers())
                    .noneMatch(container ->
                            container.label(HomelabLabels.BACKUP_OF).isPresent());
            if (!Files.readString(folder.resolve("compose.yaml")).contains("postgres:" + data())) {
                assertThat(builder.build().plan("db").plan().changes().toString())
                        .contains("`homelab upgrade db`");
            }
        }
    }

    @Test
    void all_is_new_when_nothing_goes_wrong() throws IOException {
        Stage stage = new Stage(folder);

        stage.upgrade(stage.builder.build(), BackupListener.NONE);

        stage.requireWhole();
        assertThat(stage.data()).isEqualTo("17");
    }

    @Test
    void all_is_old_when_the_new_server_shows_other_rows() throws IOException {
        Stage stage = new Stage(folder);
        stage.postgres.losesRows();

        assertThat(stage.failedUpgrade(BackupListener.NONE)).hasMessageContaining("Everything is as before");

        stage.requireWhole();
        assertThat(stage.data()).isEqualTo("15");
    }

    @Test
    void a_listener_that_fails_keeps_nothing_from_being_put_back() throws IOException {
        Stage stage = new Stage(folder);
        stage.postgres.losesRows();

        BackupException failure = stage.failedUpgrade(event -> {
            if (event.kind() == BackupEvent.Kind.FAILED) {
                throw new IllegalStateException("deaf");
            }
        });

        assertThat(failure).hasMessageContaining("Everything is as before");
        stage.requireWhole();
        assertThat(stage.data()).isEqualTo("15");
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void one_that_is_killed_at_any_change_there_or_back_is_all_old_or_all_new(boolean back, boolean lastIsDone)
            throws IOException {
        for (int change = 1; change < MOST_CHANGES; change++) {
            Stage stage = new Stage(folder.resolve("killed-at-" + change));
            if (back) {
                stage.postgres.losesRows();
            }
            MortalEngine mortal = new MortalEngine(change, lastIsDone);
            HomelabRuntime lab = stage.builder
                    .engine(through(stage.engine.provider(), mortal::around))
                    .build();
            HomelabException failure =
                    catchThrowableOfType(HomelabException.class, () -> stage.upgrade(lab, BackupListener.NONE));
            if (!mortal.isDead()) {
                assertThat(failure != null).isEqualTo(back);
                assertThat(change).isGreaterThan(back ? 40 : 25);
                return;
            }
            stage.carryOn();
            stage.requireWhole();
        }
        throw new AssertionError("it has no end");
    }
}
