package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the list of the specification's command lines against the program and the bundles. */
class SpecificationTests {
    private static final Path TOP = Path.of("..");
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| `(.+)` \\| (.+) \\|");
    private static final String OURS = "./homelab ";

    /** One line of the list. */
    record Line(int number, String command, String state) {
        boolean works() {
            return state.startsWith("works");
        }

        boolean isOurs() {
            return command.contains(OURS);
        }

        /** What is typed after {@code ./homelab}, a name in place of {@code <service>}. */
        String typed() {
            return command.substring(command.indexOf(OURS) + OURS.length()).replace("<service>", "dashboard");
        }
    }

    private static List<Line> lines() throws IOException {
        return Files.readAllLines(TOP.resolve("docs/specification.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Line(Integer.parseInt(row.group(1)), row.group(2), row.group(3)))
                .toList();
    }

    private static Stream<Line> ours() throws IOException {
        return lines().stream().filter(Line::isOurs);
    }

    private static Stream<Line> ofCompose() throws IOException {
        return lines().stream().filter(line -> line.command().startsWith("docker compose"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void a_command_that_works_is_understood_and_no_other(Line line) {
        Typed.Outcome outcome = Typed.typed(line.works() ? line.typed() + " --help" : line.typed());

        assertThat(outcome.code() == 0).as(outcome.err()).isEqualTo(line.works());
    }

    @ParameterizedTest
    @MethodSource("ofCompose")
    void the_files_of_a_compose_command_are_there(Line line) {
        List<String> words = Arrays.asList(line.command().split(" "));

        assertThat(TOP.resolve("docker-compose.yml")).exists();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("-f")) {
                assertThat(TOP.resolve(words.get(i + 1))).exists();
            }
        }
    }

    @Test
    void the_count_at_the_end_adds_up() throws IOException {
        long working = lines().stream().filter(Line::works).count();

        assertThat(Files.readString(TOP.resolve("docs/specification.md")))
                .endsWith("\n%d lines: %d work; %d do not yet.\n"
                        .formatted(lines().size(), working, lines().size() - working));
    }
}
