package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.engine.EngineException;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is taken before what it is of goes. */
@Timeout(60)
class BackupFirstTests {
    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void deploy() {
        lab = new Lab(folder)
                .file(Lab.FILE.replace(
                        "image: postgres:16", "image: postgres:16\n    x-homelab: {backup: {driver: volume}}"));
        assertThat(lab.type("deploy all").code()).isZero();
    }

    private List<Path> backups() throws IOException {
        Path backups = folder.resolve("backups");
        if (!Files.isDirectory(backups)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(backups)) {
            return all.toList();
        }
    }

    @Test
    void what_an_undeploy_removes_is_backed_up_first() throws IOException {
        Outcome outcome = lab.type("undeploy all --volumes=data --backup --yes");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("backup lab-backup-").contains(" taken");
        assertThat(backups()).hasSize(1);
        assertThat(lab.engine().volumes()).noneMatch(volume -> volume.name().equals("lab_data"));
    }

    @Test
    void a_backup_that_lacks_something_keeps_everything_as_it_is() throws IOException {
        lab.engine()
                .on(Calls.of(Verb.PAUSE_CONTAINER, "lab-db-1"))
                .fails(EngineException.Kind.REJECTED, Times.always());

        Outcome outcome = lab.type("undeploy all --volumes=data --backup --yes");

        assertThat(outcome.code()).isEqualTo(6);
        assertThat(outcome.err()).contains("homelab:");
        assertThat(lab.engine().running()).contains("lab-db-1");
        assertThat(lab.engine().volumes()).anyMatch(volume -> volume.name().equals("lab_data"));
    }

    @Test
    void whoever_is_about_to_lose_data_is_offered_a_backup() throws IOException {
        Outcome outcome = lab.type("undeploy all --volumes=data");

        assertThat(outcome.err()).contains("With --backup, a backup is taken first.");
        assertThat(backups()).isEmpty();
        assertThat(lab.engine().running()).contains("lab-db-1");
    }

    @Test
    void where_there_is_nothing_to_do_no_backup_is_taken() throws IOException {
        assertThat(lab.type("deploy all --backup").code()).isZero();

        assertThat(backups()).isEmpty();
    }

    @Test
    void a_project_that_has_nothing_yet_is_deployed(@TempDir Path other) {
        Outcome outcome = new Lab(other).type("deploy all --backup");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("There is nothing to back up yet.");
    }
}
