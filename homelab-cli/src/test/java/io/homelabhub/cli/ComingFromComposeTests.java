package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.output.ByteStreams;
import io.homelabhub.cli.output.Console;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code docs/coming-from-compose.md} has every command of docker compose, and what it says to type is understood. */
class ComingFromComposeTests {
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (.*?) \\|.*");
    private static final Pattern TYPED = Pattern.compile("`homelab ?([^`]*)`");

    /** A word of docker compose, with an option or without, and what stands beside it. */
    private record Row(String compose, String here) {
        /** What is to be typed; empty if it is not there. */
        Optional<String> typed() {
            Matcher matcher = TYPED.matcher(here);
            return matcher.matches() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
        }

        boolean isMissing() {
            return here.equals("missing");
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "coming-from-compose.md"))) {
            Matcher matcher = ROW.matcher(line);
            if (matcher.matches()) {
                rows.add(new Row(matcher.group(1), matcher.group(2)));
            }
        }
        return rows;
    }

    /** {@code up}, {@code up --build} …; options of all commands alone. */
    private static Set<String> ofCompose() throws IOException {
        String text = new String(
                Objects.requireNonNull(ComingFromComposeTests.class.getResourceAsStream("compose-commands.txt"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        Set<String> all = new TreeSet<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] parts = line.split(": *", 2);
            String command = parts[0].equals("-") ? "" : parts[0] + " ";
            if (!command.isEmpty()) {
                all.add(command.strip());
            }
            for (String option : parts[1].strip().split(" +")) {
                if (!option.isEmpty()) {
                    all.add(command + option.replaceFirst("\\(\\d\\)", ""));
                }
            }
        });
        return all;
    }

    private static CommandLine homelab() {
        Console console = new Console(
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                Optional::empty,
                new ByteStreams(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream()),
                Optional::empty,
                false,
                false,
                false,
                80,
                24,
                Map.of(),
                Path.of(""),
                "homelab");
        HomelabCommand root = new HomelabCommand();
        Invocation invocation = new Invocation(console, root.options(), Optional.empty(), Timing.system());
        return HomelabCommandLine.commandLine(root, invocation, List.of(CommandName.values()));
    }

    /** Whether these words are a command and options that there are. */
    private static boolean isUnderstood(CommandLine homelab, String words) {
        CommandLine command = homelab;
        for (String word : words.split(" +")) {
            if (word.startsWith("-")) {
                if (!command.getCommandSpec().optionsMap().containsKey(word)) {
                    return false;
                }
            } else if (!word.isEmpty()) {
                CommandLine inner = command.getSubcommands().get(word);
                if (inner == null) {
                    return false;
                }
                command = inner;
            }
        }
        return true;
    }

    @Test
    void every_command_and_option_of_docker_compose_is_there_once() throws IOException {
        assertThat(rows()).extracting(Row::compose).containsExactlyInAnyOrderElementsOf(ofCompose());
    }

    @Test
    void each_has_a_counterpart_or_is_said_to_have_none() throws IOException {
        assertThat(rows())
                .allMatch(row -> row.typed().isPresent()
                        || List.of("missing", "left out").contains(row.here()));
    }

    @Test
    void what_is_to_be_typed_is_understood() throws IOException {
        CommandLine homelab = homelab();

        assertThat(rows())
                .filteredOn(row -> row.typed().isPresent())
                .allMatch(row -> isUnderstood(homelab, row.typed().orElseThrow()));
    }

    @Test
    void who_types_a_word_of_docker_compose_is_told_what_to_type_here() throws IOException {
        assertThat(ofCompose())
                .filteredOn(words -> !words.contains("-"))
                .allMatch(command -> CommandName.of(command).isPresent()
                        || ComposeHabit.adviceOn(List.of(command)).isPresent());
    }

    @Test
    void what_is_said_to_be_missing_is_not_there() throws IOException {
        CommandLine homelab = homelab();

        assertThat(rows())
                .as("these are there by now: say in docs/coming-from-compose.md what to type")
                .filteredOn(Row::isMissing)
                .filteredOn(row -> isUnderstood(homelab, row.compose()))
                .isEmpty();
    }
}
