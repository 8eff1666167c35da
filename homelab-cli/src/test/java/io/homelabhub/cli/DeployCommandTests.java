package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.observed.ObservedVolume;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DeployCommandTests {
    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void make() {
        lab = new Lab(folder);
    }

    @Test
    void deploys_what_was_asked_for_and_what_it_needs() {
        Outcome outcome = lab.type("deploy bot");

        assertThat(outcome.out()).matches("Done in [0-9.]+s: 4 created \\(2 services, 1 network, 1 volume\\)\\.\n");
        assertThat(outcome.err())
                .startsWith("deploy bot: ")
                .containsSubsequence("db: started", "db: ready (probed)", "bot: started");
        assertThat(outcome.code()).isZero();
        assertThat(lab.engine().running()).containsExactlyInAnyOrder("lab-db-1", "lab-bot-1");
    }

    @Test
    void does_nothing_the_second_time_and_says_so() {
        lab.type("deploy bot");
        int actions = lab.engine().actions().size();
        Outcome outcome = lab.type("deploy bot");

        assertThat(outcome.out()).isEqualTo("Nothing to do: 2 services are as they should be.\n");
        assertThat(outcome.err()).isEmpty();
        assertThat(lab.engine().actions()).hasSize(actions);
    }

    @Test
    void a_run_with_nothing_to_tell_says_every_ten_seconds_what_it_waits_for() {
        lab.engine().behaviourOf("lab-db-1").becomesHealthyAfter(Duration.ofSeconds(35));

        Outcome outcome = lab.type("deploy all --progress plain");

        assertThat(outcome.err().lines().filter(line -> line.contains("still")))
                .hasSize(2)
                .allMatch(line -> line.matches(" +[0-9.]+s  db: still waiting until healthy.*, [0-9.]+s by now"));
    }

    @Test
    void applies_a_plan_that_was_put_aside() {
        assertThat(lab.type("plan bot --out plan.json").code()).isZero();
        assertThat(lab.engine().running()).isEmpty();

        Outcome outcome = lab.type("apply plan.json");

        assertThat(outcome.out()).matches("Done in [0-9.]+s: 4 created \\(2 services, 1 network, 1 volume\\)\\.\n");
        assertThat(outcome.code()).isZero();
        assertThat(lab.engine().running()).containsExactlyInAnyOrder("lab-db-1", "lab-bot-1");
    }

    @Test
    void refuses_a_plan_that_was_put_aside_when_something_has_moved_since() {
        lab.type("plan bot --out plan.json");
        lab.type("deploy db");
        int actions = lab.engine().actions().size();

        Outcome outcome = lab.type("apply plan.json");

        assertThat(outcome.err())
                .contains("these have changed since it was planned")
                .contains("db (planned: create, not there yet; now: keep, up to date)");
        assertThat(outcome.code()).isEqualTo(5);
        assertThat(lab.engine().actions()).hasSize(actions);
    }

    @Test
    void refuses_a_file_that_is_no_saved_plan() {
        Outcome outcome = lab.type("apply compose.yaml");

        assertThat(outcome.err()).contains("compose.yaml: error: this is not JSON");
        assertThat(outcome.code()).isEqualTo(3);
    }

    @Test
    void reports_to_programs_in_json_and_keeps_progress_out_of_it() {
        Outcome outcome = lab.type("deploy bot --format json --progress json");

        assertThat(outcome.out())
                .startsWith("{\n  \"schemaVersion\" : 1,\n  \"project\" : \"lab\",\n  \"operation\" : \"deploy bot\",\n"
                        + "  \"ending\" : \"applied\",\n  \"exitCode\" : 0,");
        assertThat(outcome.err().lines())
                .allMatch(line -> line.startsWith("{\"schemaVersion\":1,\"event\":\""))
                .last()
                .asString()
                .contains("\"event\":\"runFinished\"");
    }

    @Test
    void says_nothing_but_the_result_when_quiet() {
        assertThat(lab.type("deploy bot --progress quiet").err()).isEmpty();
    }

    @Test
    void draws_progress_in_place_on_a_terminal() {
        Outcome outcome = lab.typing().answering().type("deploy bot");

        assertThat(outcome.err()).contains("\033[2K").contains("waiting for db").contains("✔");
    }

    @Test
    void names_the_culprit_of_a_failure_with_its_last_words() {
        lab.type("deploy bot");
        lab.file(Lab.FILE.replace("bot:1", "bot:2"));
        lab.engine().image("bot:2").exitsAfter(Duration.ZERO, 3).logs("starting", "no token");

        Outcome outcome = lab.type("deploy bot");

        assertThat(outcome.code()).isEqualTo(ExitCode.ROLLED_BACK.code());
        assertThat(outcome.err())
                .contains("homelab: deploy bot failed after ", "s; what had been done was taken back.\n")
                .contains(
                        "✘ bot: ",
                        "exit code 3",
                        "last log lines:\n      | starting\n      | no token\n",
                        "    Next: ");
        assertThat(outcome.out()).isEmpty();
        assertThat(lab.engine().container("lab-bot-1").image()).isEqualTo("bot:1");
        assertThat(lab.type("plan bot").out()).containsPattern("image: bot:1 \\w+ -> bot:2 \\w+");
    }

    @Test
    void names_what_ended_well_though_nobody_waits_for_that() {
        lab.engine().image("bot:1").exitsAfter(Duration.ofSeconds(1), 0);

        Outcome outcome = lab.type("deploy bot");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("Note: bot has ended with exit code 0 (container lab-bot-1).");
        assertThat(lab.type("deploy bot --format json").out()).contains("\"ended\"", "\"container\"", "lab-bot-1");
    }

    @Test
    void takes_away_exactly_what_was_asked_for() {
        lab.type("deploy bot");
        Outcome outcome = lab.type("undeploy bot");

        assertThat(outcome.out()).matches("Done in [0-9.]+s: 1 removed\\.\n");
        assertThat(lab.engine().running()).containsExactly("lab-db-1");
    }

    @Test
    void tells_what_it_takes_away_from_what_was_not_there() {
        lab.type("deploy db");

        assertThat(lab.type("undeploy all").out())
                .matches("Done in [0-9.]+s: 2 removed \\(1 service, 1 network\\), 1 not there\\.\n");
        assertThat(lab.type("undeploy all").out()).isEqualTo("Nothing to do: none of the 2 services is deployed.\n");
        assertThat(lab.type("undeploy bot").out()).isEqualTo("Nothing to do: the service is not deployed.\n");
        assertThat(lab.type("undeploy all --format json").out()).contains("\"summary\" : {\n    \"absent\" : 2\n  }");
    }

    @Test
    void refuses_to_take_away_what_is_needed_and_names_the_way() {
        lab.type("deploy bot");
        Outcome outcome = lab.type("undeploy db");

        assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(outcome.err()).contains("is needed by bot", "--with-dependents");
        assertThat(lab.engine().running()).hasSize(2);
        assertThat(lab.type("undeploy db --with-dependents").code()).isZero();
        assertThat(lab.engine().running()).isEmpty();
    }

    @Test
    void keeps_volumes_unless_they_are_named_and_agreed_to() {
        lab.type("deploy bot");
        assertThat(lab.type("undeploy all").code()).isZero();
        assertThat(lab.engine().volumes()).extracting(ObservedVolume::name).containsExactly("lab_data");

        lab.type("deploy bot");
        Outcome unasked = lab.type("undeploy all --volumes lab_data");
        assertThat(unasked.code()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(unasked.err()).contains("This removes volume lab_data and all data in it.", "add --yes");

        Outcome refused = lab.typing().answering("n").type("undeploy all --volumes lab_data");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(lab.engine().running()).hasSize(2);

        assertThat(lab.typing()
                        .answering("y")
                        .type("undeploy all --volumes lab_data")
                        .code())
                .isZero();
        assertThat(lab.engine().volumes()).isEmpty();
    }

    @Test
    void a_build_that_cannot_be_done_is_refused_with_its_place_unless_the_image_is_there() {
        lab.file(Lab.FILE.replace("image: bot:1", "build: https://example.com/bot.git"));

        Outcome refused = lab.type("deploy bot");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(refused.err())
                .containsPattern(
                        "image lab-bot cannot be built: \\S*compose.yaml:8:12: building from a repository or URL")
                .contains("make an image of that name by other means");
        assertThat(lab.engine().running()).isEmpty();

        lab.engine().has("lab-bot");
        assertThat(lab.type("deploy bot").code()).isZero();
        assertThat(lab.type("deploy bot --build").code()).isEqualTo(ExitCode.REFUSED.code());
    }

    @Test
    void a_build_that_brings_no_other_image_leaves_its_service_unchanged() {
        lab.file(Lab.FILE.replace("image: bot:1", "build: ."));
        lab.type("deploy bot");

        assertThat(lab.type("deploy bot --build").out()).matches("Done in [0-9.]+s: \\d unchanged\\.\n");
    }

    @Test
    void fixes_what_somebody_stopped() {
        lab.type("deploy bot");
        lab.engine().troubles().dies("lab-bot-1", 0);

        Outcome outcome = lab.type("fix");

        assertThat(outcome.out()).contains("1 started");
        assertThat(lab.engine().running()).hasSize(2);
    }
}
