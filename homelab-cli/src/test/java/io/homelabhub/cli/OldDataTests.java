package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that was set up with another password than the files have now. */
class OldDataTests {
    private static final String CURE =
            "docker exec lab-db-1 sh -c 'echo \"ALTER USER CURRENT_USER PASSWORD :'\\''p'\\''\""
                    + " | psql -U \"${POSTGRES_USER:-postgres}\" -v p=\"$POSTGRES_PASSWORD\" postgres'";

    @TempDir
    Path folder;

    private Lab lab;

    @BeforeEach
    void leaveAVolumeBehind() throws InterruptedException {
        lab = new Lab(folder);
        lab.file(
                Lab.FILE.replace("image: postgres:16", "image: postgres:16\n    environment: [POSTGRES_PASSWORD=one]"));
        lab.type("deploy db");
        lab.type("undeploy db");
        lab.clock().sleep(Duration.ofMinutes(1));
        lab.file(
                Lab.FILE.replace("image: postgres:16", "image: postgres:16\n    environment: [POSTGRES_PASSWORD=two]"));
    }

    private String failure() {
        Typed.Outcome outcome = lab.type("deploy bot --progress quiet");
        assertThat(outcome.code()).isEqualTo(6);
        return outcome.err();
    }

    @Test
    void setup_warns_of_it_and_has_the_cure() {
        assertThat(lab.type("setup").out())
                .contains(
                        "! Data: volume lab_data was there before db, so the database in it keeps the POSTGRES_PASSWORD that"
                                + " it was set up with.",
                        "    $ homelab deploy db\n    $ " + CURE + "\n",
                        "Ready.");
    }

    @Test
    void setup_does_not_warn_once_the_database_runs_or_where_there_is_no_volume() {
        lab.type("deploy db");
        assertThat(lab.type("setup").out()).doesNotContain("Data:");
        lab.type("undeploy db --volumes=data --yes");
        assertThat(lab.type("setup").out()).doesNotContain("Data:");
    }

    @Test
    void a_deploy_that_makes_the_container_tells_of_it() {
        assertThat(lab.type("deploy db").out())
                .contains("Note: volume lab_data was there before db")
                .contains(CURE);
    }

    @Test
    void a_later_run_that_fails_for_it_names_it_as_the_probable_cause() {
        lab.type("deploy db");
        lab.engine()
                .image("bot:1")
                .exitsAfter(Duration.ZERO, 1)
                .logs("FATAL: password authentication failed for user x");

        assertThat(failure())
                .contains(
                        "          Perhaps it cannot log in: the database in volume lab_data keeps the POSTGRES_PASSWORD")
                .contains(CURE);
    }

    @Test
    void so_does_one_whose_service_says_nothing_of_it() {
        lab.type("deploy db");
        lab.engine().image("bot:1").exitsAfter(Duration.ZERO, 1).logs("sample: started");

        assertThat(failure()).contains("Perhaps it cannot log in");
    }

    @Test
    void a_failure_of_another_kind_does_not_name_it() {
        lab.type("deploy db");
        lab.engine().image("bot:1").runsOutOfMemoryAfter(Duration.ZERO);

        assertThat(failure()).doesNotContain("Perhaps");
    }

    @Test
    void a_database_that_the_same_run_sets_up_is_not_suspected() {
        lab.type("undeploy db --volumes=data --yes");
        lab.engine().image("bot:1").exitsAfter(Duration.ZERO, 1);

        assertThat(failure()).doesNotContain("Perhaps");
    }
}
