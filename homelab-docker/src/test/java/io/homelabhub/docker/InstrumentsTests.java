package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that tells what runs on which engine; {@code -Dhomelab.docs.write=true} writes it anew. */
class InstrumentsTests {
    private static final Path PAGE = Path.of("..", "docs", "instruments.md");
    private static final String MARK = "<!-- instruments -->\n";
    private static final List<Path> SOURCES =
            List.of(Path.of("src/test/java"), Path.of("..", "homelab-cli", "src/test/java"));

    private static final List<Lane> LANES = List.of(
            new Lane("`mvn verify`", Set.of(), Set.of("podman", "long")),
            new Lane("20.10", Set.of(), Set.of("podman")),
            new Lane("28", Set.of("interoperation"), Set.of("podman", "oldest-and-newest")),
            new Lane("29 classic", Set.of("interoperation"), Set.of("podman", "oldest-and-newest")),
            new Lane("29 containerd", Set.of("interoperation"), Set.of("podman")),
            new Lane("Podman", Set.of("podman"), Set.of()));

    /**
     * Where tests run: a column of the page.
     *
     * @param groups the tags that a test needs to run there
     * @param excluded those with which it does not
     */
    private record Lane(String title, Set<String> groups, Set<String> excluded) {
        String cell(Instrument instrument) {
            long count = instrument.count(groups, excluded);
            return count == 0 ? "–" : String.valueOf(count);
        }
    }

    private static List<Instrument> instruments() throws IOException {
        List<Instrument> instruments = new ArrayList<>();
        for (Path root : SOURCES) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(root)) {
                files = all.filter(file -> file.toString().endsWith("IT.java"))
                        .sorted()
                        .toList();
            }
            for (Path file : files) {
                instruments.add(Instrument.of(file));
            }
        }
        return instruments;
    }

    private static String table() throws IOException {
        StringBuilder table = new StringBuilder("| instrument | what it shows | ");
        table.append(LANES.stream().map(Lane::title).collect(Collectors.joining(" | ")));
        table.append(" |\n|---|---|").append("--:|".repeat(LANES.size())).append('\n');
        for (Instrument one : instruments()) {
            table.append("| `%s` | %s | ".formatted(one.name(), one.shows()));
            table.append(LANES.stream().map(lane -> lane.cell(one)).collect(Collectors.joining(" | ")));
            table.append(" |\n");
        }
        return table.toString();
    }

    @Test
    void the_page_tells_what_runs_on_which_engine() throws IOException {
        String page = Files.readString(PAGE);
        String head = page.substring(0, page.indexOf(MARK) + MARK.length());
        String wanted = head + table();
        if (Boolean.getBoolean("homelab.docs.write")) {
            Files.writeString(PAGE, wanted);
            page = wanted;
        }
        assertThat(page)
                .as("run the tests with -Dhomelab.docs.write=true to write docs/instruments.md anew")
                .isEqualTo(wanted);
    }

    @Test
    void the_columns_are_those_of_the_build() throws IOException {
        String pom = Files.readString(Path.of("..", "pom.xml"));

        assertThat(pom)
                .contains("<excludedGroups>podman, long</excludedGroups>")
                .contains("<between.excludedGroups>,oldest-and-newest</between.excludedGroups>");
        assertThat(executions(pom, "second-engine")).contains("${between.excludedGroups}");
        assertThat(executions(pom, "third-engine")).contains("${between.excludedGroups}");
        assertThat(executions(pom, "fourth-engine")).doesNotContain("${between.excludedGroups}");
        assertThat(Files.readString(Path.of("..", ".ci", "run"))).contains("verify -DexcludedGroups= ");
    }

    private static String executions(String pom, String profile) {
        String from = pom.substring(pom.indexOf("<id>" + profile + "</id>"));
        String one = from.substring(from.indexOf("<executions>"), from.indexOf("</executions>"));
        assertThat(one).contains("<groups>interoperation</groups>");
        return one;
    }
}
