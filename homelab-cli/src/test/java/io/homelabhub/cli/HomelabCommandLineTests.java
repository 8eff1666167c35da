package io.homelabhub.cli;

import static io.homelabhub.cli.Typed.typed;
import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.cli.output.ExitCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HomelabCommandLineTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    up -d web db  | there is no command 'up' here. Type `./homelab deploy web db`.
                    down          | there is no command 'down' here. Type `./homelab undeploy all`, which keeps the volumes.
                    ps            | there is no command 'ps' here. Type `./homelab status`.
                    ps -q web     | there is no command 'ps' here. Type `./homelab status -q web`.
                    create bot    | there is no command 'create' here. Type `./homelab deploy bot --no-start`.
                    convert       | there is no command 'convert' here. Type `./homelab config`.
                    """)
    void answers_a_habit_from_docker_compose_with_what_to_type_as_the_program_was_called(String line, String answer) {
        Outcome outcome = new Typed().calling("./homelab").type(line);

        assertThat(outcome.err()).startsWith("homelab: " + answer).contains("See `./homelab --help`.");
        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void says_its_version() {
        assertThat(typed("--version").out()).matches("homelab \\d+\\.\\d+\\.\\d+\\S* \\(Java \\d+\\)\n");
    }

    @Test
    void lists_all_commands_in_its_help() {
        Outcome outcome = typed("--help");

        assertThat(outcome.code()).isZero();
        for (CommandName name : CommandName.values()) {
            assertThat(outcome.out()).contains("\n  " + name.text() + " ");
        }
    }

    @Test
    void lists_them_by_what_people_want_each_once() {
        StringBuilder expected = new StringBuilder();
        for (CommandGroup group : CommandGroup.values()) {
            expected.append(group.heading()).append(':').append('\n');
            Stream.of(CommandName.values())
                    .filter(name -> name.group() == group)
                    .forEach(name -> expected.append(name.text()).append('\n'));
        }

        assertThat(typed("--help")
                        .out()
                        .lines()
                        .dropWhile(line -> !line.equals(CommandGroup.DEPLOY.heading() + ":"))
                        .filter(line -> line.endsWith(":") || line.matches("  [a-z].*"))
                        .map(line -> line.endsWith(":") ? line : line.strip().split(" ", 2)[0]))
                .containsExactlyElementsOf(expected.toString().lines().toList());
    }

    @ParameterizedTest
    @EnumSource(CommandName.class)
    void explains_each_command(CommandName name) {
        Outcome outcome = typed(name.text() + " --help");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).startsWith("Usage: homelab " + name.text());
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(CommandName.class)
    void explains_a_command_whose_help_is_asked_for_before_its_name(CommandName name) {
        assertThat(typed("-h " + name.text())).isEqualTo(typed(name.text() + " --help"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    srvices list                   | unknown command 'srvices'; did you mean "services"?
                    services lst                   | unknown command 'lst'; did you mean "list"?
                    services list --formt json     | unknown option '--formt'; did you mean "--format"?
                    services list --format jso     | --format is 'jso'; give table, json, yaml (did you mean "json"?)
                    services deps                  | missing NAME
                    undeploy all --volumes         | --volumes needs a value: --volumes=VOLUME
                    services                       | `services` needs a command
                    config generate prod           | missing DOMAIN
                    config generate ../x a.example | '../x' cannot be an environment
                    """)
    void answers_what_it_cannot_understand_with_what_was_probably_meant(String line, String message) {
        Outcome outcome = typed(line);

        assertThat(outcome.err()).startsWith("homelab: " + message).doesNotContain("\tat ");
        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void takes_common_options_before_and_after_the_command() {
        assertThat(typed("--catalog orchestration/services.yaml services list").code())
                .isZero();
        assertThat(typed("services list --catalog orchestration/services.yaml").code())
                .isZero();
    }

    @Test
    void colours_only_where_asked_or_on_a_terminal() {
        assertThat(typed("services list").out()).doesNotContain("\033");
        assertThat(typed("services list --color always").out()).contains("\033");
        assertThat(new Typed().answering().type("services list").out()).contains("\033");
        assertThat(new Typed()
                        .answering()
                        .with("NO_COLOR", "1")
                        .type("services list")
                        .out())
                .doesNotContain("\033");
    }
}
