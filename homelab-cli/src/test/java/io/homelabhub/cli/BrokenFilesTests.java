package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab that runs can be seen and stopped by names and labels alone. */
class BrokenFilesTests {
    @TempDir
    Path folder;

    private Lab lab;

    @BeforeEach
    void deploy() {
        lab = new Lab(folder);
        assertThat(lab.type("deploy all --progress quiet").code()).isZero();
    }

    private void breaks() {
        lab.file("name: lab\nservices:\n  db: {imgae: postgres:16}\n");
    }

    private void goes() throws IOException {
        Files.delete(folder.resolve("compose.yaml"));
    }

    @Test
    void status_tells_what_is_wrong_beside_what_runs() {
        breaks();
        Typed.Outcome outcome = lab.type("status");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("compose.yaml:3:8: error: services.db.imgae", "containers' labels");
        assertThat(outcome.out()).contains("2 of 2 deployed services are up");
    }

    @Test
    void status_and_health_need_no_file_at_all() throws IOException {
        goes();

        assertThat(lab.type("status").out()).contains("lab-db-1", "lab-bot-1");
        assertThat(lab.type("health").code()).isZero();
        assertThat(lab.type("-p lab status").out()).contains("2 of 2 deployed services are up");
        assertThat(lab.type("lock status").code()).isZero();
    }

    @Test
    void undeploy_knows_who_needs_whom_by_their_labels() throws IOException {
        goes();

        assertThat(lab.type("undeploy db -y").code()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(lab.type("undeploy all -y --progress quiet").code()).isZero();
        assertThat(lab.engine().containers()).isEmpty();
    }

    @Test
    void where_nothing_runs_the_problems_are_the_answer() throws IOException {
        assertThat(lab.type("undeploy all -y --progress quiet").code()).isZero();
        goes();

        assertThat(lab.type("status").code()).isEqualTo(ExitCode.INVALID_INPUT.code());
    }

    @Test
    void a_service_that_left_the_file_is_named_and_can_be_undeployed() {
        lab.file("name: lab\nservices:\n  db: {image: postgres:16}\n");

        assertThat(lab.type("plan all").out())
                .contains("Note: container lab-bot-1 is an orphan of service bot; --remove-orphans removes it");
        assertThat(lab.type("undeploy bot --progress quiet").code()).isZero();
        assertThat(lab.type("status").out()).doesNotContain("lab-bot-1");
    }
}
