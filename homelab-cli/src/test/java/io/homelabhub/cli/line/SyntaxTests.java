package io.homelabhub.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.cli.output.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

class SyntaxTests {
    private enum Colour {
        RED,
        BLUE
    }

    private final Blank outer = new Blank();
    private final Blank inner = new Blank();

    @Test
    void what_is_not_given_has_its_usual_value() {
        Supplier<Boolean> flag = outer.syntax().flag(OptionSpec.builder("--flag"));
        Supplier<Optional<Path>> file = outer.syntax().value(Path.class, OptionSpec.builder("--file"));
        Supplier<Colour> colour = outer.syntax().choice(Colour.BLUE, OptionSpec.builder("--colour"));
        Supplier<List<String>> all = outer.syntax().values(String.class, OptionSpec.builder("--all"));
        Supplier<List<String>> words =
                outer.syntax().words(PositionalParamSpec.builder().arity("0..*"));

        parse();

        assertThat(flag.get()).isFalse();
        assertThat(file.get()).isEmpty();
        assertThat(colour.get()).isEqualTo(Colour.BLUE);
        assertThat(all.get()).isEmpty();
        assertThat(words.get()).isEmpty();
    }

    @Test
    void what_is_given_is_had_as_its_type() {
        Supplier<Boolean> flag = outer.syntax().flag(OptionSpec.builder("--flag"));
        Supplier<Optional<Path>> file = outer.syntax().value(Path.class, OptionSpec.builder("--file"));
        Supplier<Colour> colour = outer.syntax().choice(Colour.BLUE, OptionSpec.builder("--colour"));
        Supplier<List<Path>> all = outer.syntax().values(Path.class, OptionSpec.builder("--all"));
        Supplier<List<String>> words =
                outer.syntax().words(PositionalParamSpec.builder().arity("0..*"));

        parse("--all", "x", "a", "--flag", "--file=f", "--colour", "red", "--all=y", "b");

        assertThat(flag.get()).isTrue();
        assertThat(file.get()).contains(Path.of("f"));
        assertThat(colour.get()).isEqualTo(Colour.RED);
        assertThat(all.get()).containsExactly(Path.of("x"), Path.of("y"));
        assertThat(words.get()).containsExactly("a", "b");
    }

    @Test
    void an_option_of_all_commands_can_follow_the_one_that_is_meant() {
        Supplier<Optional<String>> name =
                outer.syntax().value(String.class, OptionSpec.builder("--name").scopeType(ScopeType.INHERIT));
        Supplier<List<String>> all =
                outer.syntax().values(String.class, OptionSpec.builder("--all").scopeType(ScopeType.INHERIT));
        outer.syntax().add("inner", inner);

        parse("inner", "--all=x", "--name", "n", "--all=y");

        assertThat(name.get()).contains("n");
        assertThat(all.get()).containsExactly("x", "y");
    }

    @Test
    void values_before_and_after_a_command_are_had_together() {
        Supplier<List<String>> all =
                outer.syntax().values(String.class, OptionSpec.builder("--all").scopeType(ScopeType.INHERIT));
        outer.syntax().add("inner", inner);

        parse("--all=x", "--all=y", "inner", "--all=z");

        assertThat(all.get()).containsExactly("x", "y", "z");
    }

    @Test
    void words_that_have_to_be_there_are_missed() {
        outer.syntax().words(PositionalParamSpec.builder().paramLabel("NAME").arity("1..*"));

        assertThatThrownBy(this::parse).isInstanceOf(MissingParameterException.class);
    }

    @Test
    void an_option_that_takes_one_value_is_given_once() {
        outer.syntax().value(String.class, OptionSpec.builder("--name"));

        assertThatThrownBy(() -> parse("--name=a", "--name=b")).isInstanceOf(ParameterException.class);
    }

    private void parse(String... args) {
        outer.syntax().commandLine("outer").parseArgs(args);
    }

    private static final class Blank implements Command {
        private final Syntax syntax = new Syntax(this, "Does nothing.");

        @Override
        public Syntax syntax() {
            return syntax;
        }

        @Override
        public ExitCode run() {
            return ExitCode.DONE;
        }
    }
}
