package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunCommandTests {
    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void a_bot_that_says_hello() {
        lab = new Lab(folder);
        lab.engine().image("bot:1").logs("hello").exitsAfter(Duration.ofSeconds(1), 3);
    }

    private List<String> containers() {
        return lab.engine().containers().stream().map(ObservedContainer::name).toList();
    }

    private ContainerSpec created() {
        return lab.engine().actions().stream()
                .filter(Action.CreateContainer.class::isInstance)
                .map(action -> ((Action.CreateContainer) action).container())
                .filter(container -> !container.name().equals("lab-db-1"))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    @Test
    void standard_output_is_the_services_own_and_so_is_the_exit_code() {
        Outcome outcome = lab.type("run bot");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out()).isEqualTo("hello\n");
        assertThat(outcome.err()).contains("run bot: ", "db: ready");
        assertThat(containers()).hasSize(2).anyMatch(name -> name.matches("lab-bot-run-[0-9a-f]{12}"));
    }

    @Test
    void asked_to_be_quiet_it_shows_nothing_else_and_removes_what_shall_not_stay() {
        assertThat(lab.type("run -q --rm bot")).isEqualTo(new Outcome(3, "hello\n", ""));
        assertThat(containers()).containsExactly("lab-db-1");
    }

    @Test
    void options_before_the_service_are_ours_and_those_behind_it_the_commands() throws IOException {
        Files.writeString(folder.resolve("more.env"), "A=file\nD='from file'\n");

        lab.typing()
                .with("INHERITED", "ours")
                .type("run -q --no-deps --name once -e A=b=c -e INHERITED -e UNSET --env-from-file more.env -l k=v"
                        + " -u 5:6 -w /srv -v data:/data --publish 8080:80 --cap-add SYS_TIME bot migrate --rm -e X");

        ContainerSpec once = created();
        assertThat(once.name()).isEqualTo("once");
        assertThat(once.config().strings("Cmd")).containsExactly("migrate", "--rm", "-e", "X");
        assertThat(once.config().strings("Env")).containsExactly("A=b=c", "D=from file", "INHERITED=ours");
        assertThat(once.config().string("User")).contains("5:6");
        assertThat(once.config().string("WorkingDir")).contains("/srv");
        assertThat(once.labels()).containsEntry("k", "v");
        assertThat(once.hostConfig().strings("Binds")).containsExactly("lab_data:/data:rw");
        assertThat(once.hostConfig().object("PortBindings").members()).containsOnlyKeys("80/tcp");
        assertThat(once.hostConfig().strings("CapAdd")).containsExactly("CAP_SYS_TIME");
        assertThat(containers()).containsExactly("once");
    }

    @Test
    void it_has_a_terminal_where_there_is_one_and_reads_what_is_piped() {
        lab.typing().answering().type("run -q bot");
        assertThat(created().config().isTrue("Tty")).isTrue();
        lab.typing().answering().type("run -q -T bot");
        assertThat(created().config().isTrue("Tty")).isFalse();
        lab.type("run -q bot");
        assertThat(created().config().isTrue("Tty")).isFalse();
        assertThat(created().config().isTrue("OpenStdin")).isTrue();
        lab.type("run -q -i=false bot");
        assertThat(created().config().isTrue("OpenStdin")).isFalse();
    }

    @Test
    void left_to_itself_it_is_told_by_its_name() {
        lab.engine().image("bot:1").runsOn();

        Outcome outcome = lab.type("run -d -q bot");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).matches("lab-bot-run-[0-9a-f]{12}\n");
        assertThat(lab.engine().running()).contains(outcome.out().strip());
    }

    @Test
    void a_program_that_is_not_there_ends_as_in_a_shell_and_leaves_nothing() {
        lab.engine().on(Calls.start("once")).isPrecededBy(Times.times(1), call -> {
            throw new EngineException(Kind.REJECTED, "exec: \"nosuch\": executable file not found in $PATH");
        });

        Outcome outcome = lab.type("run -q --rm --no-deps --name once bot nosuch");

        assertThat(outcome.code()).isEqualTo(127);
        assertThat(outcome.err()).contains("executable file not found");
        assertThat(containers()).isEmpty();
    }

    @Test
    void what_contradicts_itself_or_means_nothing_is_refused_before_anything_is_done() {
        assertThat(lab.type("run -P --publish 80:80 bot").code()).isEqualTo(2);
        assertThat(lab.type("run --label novalue bot").err()).contains("--label is 'novalue'; give NAME=VALUE");
        assertThat(lab.type("run --env-from-file nowhere.env bot").err()).contains("nowhere.env");
        assertThat(lab.type("run bto").err()).contains("bot");
        assertThat(lab.type("run").code()).isEqualTo(2);
        assertThat(lab.type("run -v nowhere:/x bot").code()).isEqualTo(3);
        assertThat(lab.engine().actions()).isEmpty();
    }
}
