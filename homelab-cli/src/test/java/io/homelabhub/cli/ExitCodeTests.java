package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.cli.command.deploy.ApplyReport;
import io.homelabhub.cli.line.FailureText;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published exit codes, each with what leads to it. */
@Timeout(60)
class ExitCodeTests {
    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void make() {
        lab = new Lab(folder);
    }

    @Test
    void done_is_0() {
        assertThat(lab.type("deploy bot").code()).isEqualTo(0);
    }

    @Test
    void a_defect_of_ours_is_1_and_asks_for_a_report_with_its_trace() throws IOException {
        Outcome outcome = lab.typing()
                .on(new NoEngine(new IllegalStateException("impossible")), lab.clock())
                .type("deploy bot");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("a defect of Homelab", "Please report it")
                .doesNotContain("\tat ");
        Path trace = Path.of(outcome.err().replaceAll("(?s).*with the file (\\S+).*", "$1"));
        assertThat(trace).content().contains("IllegalStateException: impossible", "\tat ");
        Files.delete(trace);
    }

    @ParameterizedTest
    @CsvSource({
        "deplyo bot",
        "undeploy",
        "deploy bto",
        "deploy bot --on-failure explode",
        "plan bot --catalog a -f b",
        "plan bot --context nas -H unix:///x.sock"
    })
    void a_command_line_that_cannot_be_understood_is_2(String line) {
        assertThat(lab.type(line).code()).isEqualTo(2);
    }

    @Test
    void invalid_files_are_3_with_every_problem_and_its_place() {
        lab.file("services: {a: {imag: x, ports: 7}, b: {image: y, depends_on: [c]}}\n");

        Outcome outcome = lab.type("deploy all");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err())
                .contains("compose.yaml:1:", "error: ", "Nothing was changed.")
                .doesNotContain("\tat ");
        assertThat(lab.engine().calls()).noneMatch(call -> call.toString().contains("perform"));
    }

    @Test
    void what_is_wrong_under_watch_is_3_with_its_place_although_nothing_else_needs_it() {
        lab.file(Lab.FILE.replace("image: bot:1", "image: bot:1\n    develop: {watch: [{path: ., action: synk}]}"));

        Outcome outcome = lab.type("watch");

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(3);
        assertThat(outcome.err()).contains("compose.yaml:9:", "synk");
    }

    @Test
    void a_missing_variable_is_3_with_its_name_and_place() {
        lab.file(Lab.FILE.replace("bot:1", "bot:${BOT_TAG:?say which bot}"));

        Outcome outcome = lab.type("deploy bot");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).contains("compose.yaml:8:", "BOT_TAG", "say which bot");
    }

    @Test
    void no_engine_is_4_with_what_was_tried_and_what_to_do() {
        Outcome outcome = lab.typing().on(NoEngine.PROVIDER, lab.clock()).type("deploy bot");

        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.err()).isEqualTo("""
            homelab: no container engine answers; tried unix:///nowhere.sock: no such file
            Start it.
            """);
    }

    @Test
    void what_is_refused_beforehand_is_5() {
        lab.type("deploy bot");

        assertThat(lab.type("undeploy db").code()).isEqualTo(5);
    }

    @Test
    void nothing_to_watch_is_5_with_what_to_write() {
        Outcome outcome = lab.type("watch bot");

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(5);
        assertThat(outcome.err()).contains("none of bot says which files to watch", "develop: {watch: [");
    }

    /** Which the command catches where it knows more, or never meets. */
    private static final Set<String> ANSWERED_ELSEWHERE = Set.of(
            "ApplyFailedException",
            "CronSyntaxException",
            "DependencyCycleException",
            "NotReadyException",
            "OtherHostException",
            "StepFailure",
            "UnreadableFilesException");

    @Test
    void every_failure_that_an_embedding_program_can_catch_has_a_code_of_its_own() {
        JavaClasses classes = ArchitectureTests.CLASSES;
        Set<String> named = classes.get(FailureText.class).getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getSimpleName())
                .collect(Collectors.toSet());

        assertThat(classes.stream()
                        .filter(type -> type.isAssignableTo(HomelabException.class))
                        .filter(type -> !type.isEquivalentTo(HomelabException.class))
                        .map(JavaClass::getSimpleName))
                .hasSizeGreaterThan(20)
                .allMatch(name -> named.contains(name) || ANSWERED_ELSEWHERE.contains(name));
    }

    @Test
    void a_failure_that_was_taken_back_is_6() {
        lab.engine().image("bot:1").exitsAfter(Duration.ZERO, 1);

        assertThat(lab.type("deploy bot").code()).isEqualTo(6);
    }

    @Test
    void a_failure_that_left_something_is_7() {
        lab.engine().image("bot:1").exitsAfter(Duration.ZERO, 1);

        assertThat(lab.type("deploy bot --on-failure keep").code()).isEqualTo(7);
    }

    @Test
    void a_failure_that_could_not_be_taken_back_is_8_with_what_is_left() {
        lab.engine().image("bot:1").exitsAfter(Duration.ZERO, 1);
        lab.engine().on(Calls.remove("lab-bot-1")).fails(Kind.REJECTED, Times.always());

        Outcome outcome = lab.type("deploy bot");

        assertThat(outcome.code()).isEqualTo(8);
        assertThat(outcome.err())
                .contains("homelab: deploy bot failed after ", "s, and not everything could be taken back.\n")
                .contains("✘ bot: container lab-bot-1 ended with exit code 1\n")
                .containsPattern("Not taken back:\n    bot: a scripted failure of .*lab-bot-1.*\n")
                .endsWith("The next deploy finds and finishes what is left.\n");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void an_engine_that_goes_away_midway_is_8_and_the_next_deploy_goes_on() {
        lab.engine()
                .on(Calls.start("lab-bot-1"))
                .isPrecededBy(Times.times(1), call -> lab.engine().troubles().engineIsUnreachable());

        Outcome outcome = lab.type("deploy bot");

        assertThat(outcome.code()).isEqualTo(8);
        assertThat(outcome.err()).contains("✘ bot: ", "Not taken back:\n", "    db: ", "    bot: ");
        lab.engine().troubles().engineIsReachable();
        assertThat(lab.type("deploy bot").code()).isZero();
        assertThat(lab.engine().running()).containsExactlyInAnyOrder("lab-db-1", "lab-bot-1");
    }

    @Test
    void something_unhealthy_is_9() {
        lab.type("deploy bot");
        lab.engine().troubles().dies("lab-db-1", 1);

        assertThat(lab.type("health").code()).isEqualTo(9);
    }

    @Test
    void something_to_do_is_10_if_that_was_asked() {
        assertThat(lab.type("plan bot --detailed-exitcode").code()).isEqualTo(10);
        assertThat(lab.type("plan bot").code()).isEqualTo(0);
        lab.type("deploy bot");
        assertThat(lab.type("plan bot --detailed-exitcode").code()).isEqualTo(0);
    }

    @Test
    void somebody_elses_lock_is_11_with_the_holder_and_for_how_long() throws InterruptedException {
        LockHolder holder = new LockHolder(
                "1", "ann@elsewhere", 42, "deploy all", lab.clock().now());
        lab.engine().acquireLock("lab", holder);
        lab.clock().sleep(Duration.ofSeconds(40));

        Outcome outcome = lab.type("deploy bot");

        assertThat(outcome.code()).isEqualTo(11);
        assertThat(outcome.err()).contains("locked by ann@elsewhere (process 42), running deploy all for 40 s");
        assertThat(lab.type("lock status").out())
                .contains("Held by ann@elsewhere (process 42), running deploy all for 40 s.");
        assertThat(lab.type("lock release --yes").out()).contains("Released; it was held by ann@elsewhere");
        assertThat(lab.type("deploy bot").code()).isZero();
    }

    @Test
    void a_backup_that_lacks_something_is_12() {
        lab.file(Lab.FILE
                .replace("image: bot:1", "image: bot:1\n    volumes: [\"data2:/srv\"]")
                .replace("volumes:\n  data:", "volumes:\n  data2:\n  data:"));
        lab.type("deploy all");
        lab.engine().troubles().dies("lab-db-1", 1);

        Outcome outcome = lab.type("backup");

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(12);
        assertThat(outcome.out()).contains("Backed up, but not all", "Missing: data of db: it does not run");
        assertThat(lab.type("backups list").out()).contains("incomplete", "never");
        assertThat(lab.type("backups prune --keep-last 1 -y").out())
                .contains("keep", "newer than any that is complete");
    }

    @Test
    void a_dump_that_is_cut_is_13() throws IOException {
        lab.type("deploy all");
        Files.writeString(folder.resolve("cut.sql"), "--\n-- PostgreSQL database dump\n--\nSELECT 1;\n");

        Outcome outcome = lab.type("restore cut.sql");

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(13);
        assertThat(outcome.err()).contains("is not whole", "Nothing was touched");
    }

    @Test
    void too_little_time_is_124() {
        lab.engine().image("postgres:16").neverHealthy();

        assertThat(lab.type("deploy bot --within 20s").code()).isEqualTo(124);
    }

    @ParameterizedTest
    @CsvSource({
        "NOTHING_TO_DO, 0",
        "APPLIED, 0",
        "ROLLED_BACK, 6",
        "APPLIED_IN_PART, 7",
        "ROLLBACK_FAILED, 8",
        "TIMED_OUT, 124",
        "CANCELLED, 130"
    })
    void every_ending_of_a_run_has_its_code(Ending ending, int code) {
        Plan plan = new Plan("lab", "deploy bot", List.of(), List.of(), List.of());
        ApplyResult result = new ApplyResult(plan, ending, List.of(), List.of(), List.of(), Duration.ZERO);

        assertThat(new ApplyReport(result).code().code()).isEqualTo(code);
    }

    @Test
    void the_documentation_has_them_all() throws IOException {
        String table = Arrays.stream(ExitCode.values())
                .map(code -> "| " + code.code() + " | " + code.meaning() + " |\n")
                .collect(Collectors.joining());

        assertThat(Path.of("..", "docs", "exit-codes.md")).content().contains(table);
    }
}
