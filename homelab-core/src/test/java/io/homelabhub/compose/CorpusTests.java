package io.homelabhub.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ComposeDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of the corpus, loaded from a copy and compared with what docker compose printed. */
class CorpusTests {
    private static final Map<String, Integer> COUNTS = new TreeMap<>();

    @TempDir
    private Path top;

    static List<Path> cases() throws IOException {
        try (Stream<Path> all =
                Files.list(Corpus.external().orElseGet(Corpus::own).resolve("cases"))) {
            return all.sorted().toList();
        }
    }

    @AfterAll
    static void tell() {
        System.out.println("corpus, as docker compose 2.40.3: " + COUNTS);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_case_gives_what_docker_compose_gives(Path source) throws IOException {
        CorpusCase one = CorpusCase.copy(source, top);
        boolean refused = Files.exists(source.resolve("expected.err"));
        if (refused && takenBy5(source)) {
            compare("hashes of 5.6.0", one.hashes(ComposeDialect.V5), source.resolve("expected5.hashes"));
            count("taken by 5.6.0 alone", 1);
        } else if (refused) {
            assertThatThrownBy(one::json).isInstanceOfSatisfying(InvalidInputException.class, e -> {
                assertThat(e.problems()).anyMatch(Problem::isError);
                assertThat(e.problems()).allMatch(problem -> !problem.message().isBlank());
            });
            count("refusals", 1);
        } else {
            assertThat(one.json()).isEqualTo(Files.readString(source.resolve("expected.json")));
            count("models", 1);
            if (one.interpolated()) {
                lists(one, source);
            }
        }
        count("cases", 1);
    }

    /** Whether only version 2 refuses it. A date is refused here as well: version 5 makes another value of it. */
    private static boolean takenBy5(Path source) {
        boolean date = source.endsWith("own-environment-date-value");
        return Files.exists(source.resolve("expected5.hashes")) && !date;
    }

    private static void lists(CorpusCase one, Path source) throws IOException {
        compare("services", one.services(), source.resolve("expected.services"));
        compare("images", one.images(), source.resolve("expected.images"));
        compare("hashes", one.hashes(ComposeDialect.V2), source.resolve("expected.hashes"));
        compare("hashes of 5.6.0", one.hashes(ComposeDialect.V5), source.resolve("expected5.hashes"));
    }

    private static void compare(String what, List<String> lines, Path expected) throws IOException {
        if (Files.exists(expected)) {
            assertThat(lines).as(what).containsExactlyInAnyOrderElementsOf(Files.readAllLines(expected));
            count(what, lines.size());
        }
    }

    private static void count(String what, int number) {
        COUNTS.merge(what, number, Integer::sum);
    }
}
