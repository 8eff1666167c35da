package io.homelabhub.sops.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.problem.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a file is told with its place, and never with a value. */
class StoreProblemTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.yaml | a: [s3cret | x.yaml:1:",
                "x.yaml | a: s3cret\\na: s3cret | x.yaml:2:1: error: the key \"a\" is already there",
                "x.yaml | a: 1\\n---\\nb: 2\\nb: 3 | x.yaml:4:1: error: the key \"b\" is already there",
                "x.yaml | 1: s3cret | x.yaml:1:1: error: the key 1 is no string; sops takes strings only",
                "x.yaml | - s3cret | x.yaml:1:1: error: expected a map at the top",
                "x.yaml | a: 9223372036854775808 | x.yaml:1:4: error: a: sops takes whole numbers up to",
                "x.yaml | a: *b | x.yaml:1:4: error: a: no value is marked with &b before this place",
                "x.yaml | '' | x.yaml: error: the file is empty, expected a map",
                "x.json | {\"a\": s3cret} | x.json:1:",
                "x.json | [\"s3cret\"] | x.json:1:1: error: expected an object at the top",
                "x.json | {\"a\": 1, \"a\": 2} | x.json:1:10: error: the key \"a\" is already there",
                "x.json | {\"a\": 1e400} | x.json:1:7: error: a: the number is too large",
                "x.env | s3cret | x.env:1:1: error: expected KEY=value",
                "x.ini | [a]\\ns3cret | x.ini:2:1: error: a: expected NAME = value"
            })
    void a_file_that_cannot_be_read_is_refused(Path file, String content, String start) {
        String text = content.equals("''") ? "" : content.replace("\\n", "\n");

        assertThatThrownBy(() -> SopsFormat.of(file).read(file, text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(start)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aliases_that_multiply_are_stopped() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }

        assertThatThrownBy(() ->
                        SopsFormat.YAML.read(Path.of("x.yaml"), bomb.toString().getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("too deep or too large a file");
    }

    @Test
    void the_end_of_a_name_says_the_format() {
        assertThat(SopsFormat.of(Path.of("a.enc.yml"))).isEqualTo(SopsFormat.YAML);
        assertThat(SopsFormat.of(Path.of(".env"))).isEqualTo(SopsFormat.DOTENV);
        assertThat(SopsFormat.of(Path.of("a.JSON"))).isEqualTo(SopsFormat.JSON);
        assertThat(SopsFormat.of(Path.of("a"))).isEqualTo(SopsFormat.BINARY);
    }
}
