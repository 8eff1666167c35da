package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look and change nothing: plan, status, health, validate-env, lock. */
@Timeout(60)
class LookingCommandTests {
    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void make() {
        lab = new Lab(folder);
    }

    @Test
    void a_plan_names_the_engine_and_every_change() {
        Outcome outcome = lab.type("plan bot");

        assertThat(outcome.out())
                .startsWith("lab: deploy bot on ")
                .contains("   + volume lab_data", "   + db ", "   + bot ");
        assertThat(outcome.code()).isZero();
        assertThat(lab.engine().actions()).isEmpty();
    }

    @Test
    void a_plan_for_an_engine_that_docker_s_context_names_fails_if_that_does_not_answer() {
        Outcome outcome = lab.typing().on(NoEngine.NAMED, lab.clock()).type("plan bot");

        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void a_plan_without_an_engine_says_so() {
        Outcome outcome = lab.typing().on(NoEngine.PROVIDER, lab.clock()).type("plan bot");

        assertThat(outcome.err()).contains("No engine: ", "as if nothing were there");
        assertThat(outcome.out()).startsWith("lab: deploy bot on no engine, as if nothing were there\n");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void a_plan_for_an_engine_that_was_named_and_does_not_answer_is_none() {
        Outcome named = lab.typing().on(NoEngine.PROVIDER, lab.clock()).type("-H unix:///nowhere.sock plan bot");
        Outcome byVariable = lab.typing()
                .with("DOCKER_HOST", "unix:///nowhere.sock")
                .on(NoEngine.PROVIDER, lab.clock())
                .type("plan bot");

        assertThat(named.code()).isEqualTo(ExitCode.ENGINE_UNREACHABLE.code());
        assertThat(named.out()).isEmpty();
        assertThat(byVariable.code()).isEqualTo(ExitCode.ENGINE_UNREACHABLE.code());
    }

    @Test
    void a_context_that_is_named_counts_more_than_docker_host_but_for_the_one_that_is_none() {
        assertThat(engineVariables("--context nas plan bot"))
                .containsEntry("DOCKER_CONTEXT", "nas")
                .doesNotContainKey("DOCKER_HOST");
        assertThat(engineVariables("plan bot --context default"))
                .containsEntry("DOCKER_CONTEXT", "default")
                .containsEntry("DOCKER_HOST", "unix:///elsewhere.sock");
    }

    /** What an engine is looked for with, by a command that has to find one. */
    private Map<String, String> engineVariables(String line) {
        List<EngineSettings> asked = new ArrayList<>();
        EngineProvider provider = new EngineProvider() {
            @Override
            public String name() {
                return "noting";
            }

            @Override
            public Engine open(EngineSettings settings) {
                asked.add(settings);
                return NoEngine.PROVIDER.open(settings);
            }
        };
        Outcome outcome = lab.typing()
                .with("DOCKER_HOST", "unix:///elsewhere.sock")
                .on(provider, lab.clock())
                .type(line);
        assertThat(outcome.code()).isEqualTo(ExitCode.ENGINE_UNREACHABLE.code());
        return asked.get(0).environment();
    }

    @Test
    void a_volume_that_nobody_knows_ends_an_undeploy_before_it_begins() {
        lab.type("deploy all");

        Outcome outcome = lab.type("undeploy all -y --volumes=dta");
        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(outcome.err()).contains("there is no volume `dta` in this project", "lab_data");
        assertThat(lab.engine().containers()).hasSize(2);
    }

    @Test
    void all_volumes_are_removed_by_name_only() {
        lab.type("deploy all");

        Outcome unasked = lab.type("undeploy all -y --volumes=all");
        assertThat(unasked.code()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(unasked.err()).contains("--volumes=lab_data");
        assertThat(lab.engine().containers()).hasSize(2);
        Outcome agreed = lab.typing().answering("y", "y").type("undeploy all --volumes=all");
        assertThat(agreed.code()).isZero();
        assertThat(lab.type("plan all").out()).contains("+ volume lab_data");
    }

    @Test
    void a_service_is_scaled_as_asked_for() {
        assertThat(lab.type("deploy bot --scale bot=3").code()).isZero();
        assertThat(lab.type("status").out()).contains("lab-bot-1", "lab-bot-2", "lab-bot-3");
        assertThat(lab.type("plan bot --scale bot=3").out()).contains("Nothing to do");
        assertThat(lab.type("deploy bot").code()).isZero();
        assertThat(lab.type("status").out()).doesNotContain("lab-bot-2");
    }

    @Test
    void what_cannot_be_scaled_is_refused() {
        lab.file(Lab.FILE.replace("image: bot:1", "image: bot:1\n    container_name: bot"));

        Outcome named = lab.type("plan bot --scale bot=2");
        assertThat(named.code()).isEqualTo(ExitCode.INVALID_INPUT.code());
        assertThat(named.err()).contains("bot cannot have 2 containers", "remove container_name");
        assertThat(lab.type("plan bot --scale bto=2").code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(lab.type("plan bot --scale bot=many").err()).contains("as celery-worker=4");
    }

    @Test
    void status_shows_what_is_there_and_what_is_not() {
        lab.type("deploy db");

        assertThat(lab.type("status").out())
                .contains("lab on Docker", "SERVICE  STATE", "db       running", "bot      not deployed")
                .contains("1 of 1 deployed services are up; 1 not deployed.");
        assertThat(lab.type("status bot").out()).doesNotContain("db  ");
        assertThat(lab.type("status --format yaml").out()).contains("- name: db\n", "  up: true\n");
    }

    @Test
    void status_leaves_out_columns_that_the_terminal_has_no_room_for() {
        lab.file(Lab.FILE.replace("image: bot:1", "image: registry.example/a-name/of-some-length/bot:1"));
        lab.engine().has("registry.example/a-name/of-some-length/bot:1");
        lab.type("deploy all");

        Outcome narrow = lab.typing().wide(60).type("status");

        assertThat(narrow.out().lines()).allMatch(line -> line.startsWith("lab on") || line.length() <= 80);
        assertThat(narrow.out())
                .contains("SERVICE  STATE", "Too wide for this terminal: CONTAINER, IMAGE. --wide shows all.");
        assertThat(lab.typing().wide(60).type("status --wide").out())
                .contains("registry.example/a-name/of-some-length/bot:1", "lab-bot-1")
                .doesNotContain("Too wide");
    }

    @Test
    void health_fails_with_what_is_deployed_and_down() {
        assertThat(lab.type("health").out()).contains("Nothing is deployed.");
        assertThat(lab.type("health").code()).isEqualTo(9);
        lab.type("deploy bot");
        assertThat(lab.type("health").out())
                .contains("✔ db: running, health test passed", "All 2 services are healthy.");
        lab.engine().troubles().dies("lab-bot-1", 3);

        Outcome outcome = lab.type("health");

        assertThat(outcome.code()).isEqualTo(ExitCode.UNHEALTHY.code());
        assertThat(outcome.out()).contains("✘ bot: exited (3)", "1 of 2 services are not healthy.");
    }

    @Test
    void variables_are_told_by_name_and_never_by_value() throws IOException {
        lab.file(Lab.FILE.replace(
                "image: bot:1", "image: \"bot:${TAG:-1}\"\n    environment: [\"A=${TOKEN:?give a token}\"]"));
        Outcome missing = lab.type("validate-env");
        assertThat(missing.code()).isEqualTo(ExitCode.INVALID_INPUT.code());
        assertThat(missing.out())
                .contains(
                        "TAG       default  compose.yaml\n", "TOKEN     MISSING  compose.yaml:9\n", "Missing: TOKEN.");

        Files.writeString(folder.resolve(".env"), "TOKEN=very-secret\n");
        Outcome complete = lab.type("validate-env");
        assertThat(complete.code()).isZero();
        assertThat(complete.out()).contains("TOKEN     set").doesNotContain("very-secret");
    }

    @Test
    void nobody_holds_the_lock_unless_somebody_deploys() {
        assertThat(lab.type("lock status").out()).isEqualTo("Nobody holds the lock.\n");
        assertThat(lab.type("lock release").out()).isEqualTo("Nobody holds the lock.\n");
    }
}
