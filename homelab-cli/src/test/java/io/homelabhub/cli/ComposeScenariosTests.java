package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/compose-scenarios.md} gives each scenario of docker compose a state, and counts them right. */
class ComposeScenariosTests {
    private static final List<String> STATES = List.of("works", "differs", "missing", "left out", "untried");
    private static final Pattern ROW =
            Pattern.compile("\\| `(Test\\w+)` \\| (yes|–) \\| (yes|–) \\| ([^|]*?) \\|(.*)\\|");
    private static final Pattern COUNT = Pattern.compile("\\| ([\\w ]+) \\| (\\d+) \\| (\\d+) \\|");

    /** A scenario, whether each version has it, what becomes of it here, and why. */
    private record Row(String name, boolean in2, boolean in5, String state, String reason) {}

    private record Count(String what, long in2, long in5) {}

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "compose-scenarios.md"));
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : lines()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Row(
                        row.group(1),
                        row.group(2).equals("yes"),
                        row.group(3).equals("yes"),
                        row.group(4),
                        row.group(5).strip()));
            }
        }
        return rows;
    }

    private static Count count(String what, List<Row> rows) {
        return new Count(
                what,
                rows.stream().filter(Row::in2).count(),
                rows.stream().filter(Row::in5).count());
    }

    @Test
    void every_row_is_read_and_no_scenario_has_two() throws IOException {
        assertThat(rows()).extracting(Row::name).doesNotHaveDuplicates().hasSizeGreaterThan(200);
        assertThat(lines()).filteredOn(line -> line.startsWith("| `Test")).hasSameSizeAs(rows());
    }

    @Test
    void each_is_of_a_version_and_has_a_state_that_is_known() throws IOException {
        assertThat(rows()).allMatch(row -> row.in2() || row.in5()).allMatch(row -> STATES.contains(row.state()));
    }

    @Test
    void what_does_not_work_alike_has_its_reason() throws IOException {
        assertThat(rows()).filteredOn(row -> !row.state().equals("works")).noneMatch(row -> row.reason()
                .isEmpty());
    }

    @Test
    void the_numbers_are_those_of_the_rows() throws IOException {
        List<Row> rows = rows();
        List<Count> counted = new ArrayList<>();
        for (String state : STATES) {
            counted.add(count(
                    state,
                    rows.stream().filter(row -> row.state().equals(state)).toList()));
        }
        counted.add(count("in all", rows));

        List<Count> told = new ArrayList<>();
        for (String line : lines()) {
            Matcher count = COUNT.matcher(line);
            if (count.matches()) {
                told.add(new Count(count.group(1), Long.parseLong(count.group(2)), Long.parseLong(count.group(3))));
            }
        }
        assertThat(told).containsExactlyElementsOf(counted);
    }
}
