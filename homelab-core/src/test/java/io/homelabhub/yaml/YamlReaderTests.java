package io.homelabhub.yaml;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTests {
    private static final Path FILE = Path.of("compose.yaml");

    private final YamlReader reader = new YamlReader();

    @Test
    void every_value_knows_where_it_stands() {
        YamlMap root = map("services:\n  web:\n    image: nginx\n");
        assertThat(at(root, "services", "web", "image").location()).hasToString("compose.yaml:3:12");
        YamlMap web = (YamlMap) at(root, "services", "web");
        assertThat(requireNonNull(web.entries().get("image")).key().location()).hasToString("compose.yaml:3:5");
    }

    @ParameterizedTest
    @CsvSource({
        "yes,yes",
        "on,on",
        "12:30:45,12:30:45",
        "0b,0b",
        "0x,0x",
        "1_000,1000",
        "0755,493",
        "0o755,493",
        "0x1F,31",
        "-0b11,-3",
        "0089,89.0",
        "1.10,1.1",
        "+7,7",
        ".5,0.5",
        "1e3,1000.0",
        "1e999,1e999",
        ".,.",
        "-x,-x",
        "+.inf,Infinity",
        "true,true",
        "FALSE,false",
        "18446744073709551615,18446744073709551615",
        "1.2.3,1.2.3",
        "2024-1-2,2024-01-02T00:00:00Z"
    })
    void a_plain_scalar_has_the_type_that_compose_gives_it(String text, String value) {
        assertThat(scalar(text).value()).hasToString(value);
    }

    @Test
    void types_are_those_of_java() {
        assertThat(scalar("~").isNull()).isTrue();
        assertThat(scalar("0755").value()).isEqualTo(493L);
        assertThat(scalar("18446744073709551615").value()).isEqualTo(new BigInteger("18446744073709551615"));
        assertThat(scalar("2024-01-02T03:04:05.6+01:00").value()).hasToString("2024-01-02T03:04:05.6+01:00");
        assertThat(scalar("2024-02-30").isString()).isTrue();
        assertThat(scalar("'0755'").value()).isEqualTo("0755");
        assertThat(scalar("!!str 12").value()).isEqualTo("12");
        assertThat(scalar("!!int \"12\"").value()).isEqualTo(12L);
        assertThat(scalar("!!float 12").value()).isEqualTo(12.0);
        assertThat(scalar("!!binary aGk=").value()).isEqualTo("hi");
        assertThat(scalar("!reset 12").value()).isEqualTo("12");
    }

    @Test
    void a_value_that_does_not_fit_its_tag_is_a_problem() {
        assertThat(problems("a: !!int many"))
                .containsExactly("compose.yaml:1:4: error: a: the tag !!int asks for a whole number, found \"many\"");
    }

    @Test
    void merge_keys_are_expanded_and_own_keys_win_wherever_they_stand() {
        YamlMap root = map("""
                base: &base {a: 1, b: 1}
                more: &more {b: 2, c: 2}
                both: {b: 3, <<: [*more, *base]}
                """);
        YamlMap both = (YamlMap) at(root, "both");
        assertThat(both.entries().keySet()).containsExactly("b", "c", "a");
        assertThat(((YamlScalar) at(both, "b")).value()).isEqualTo(3L);
        assertThat(at(both, "a").location()).hasToString("compose.yaml:1:17");
    }

    @Test
    void all_duplicate_keys_are_reported_with_both_places() {
        assertThat(problems("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n"))
                .containsExactly(
                        "compose.yaml:4:3: error: b.c: the key \"c\" is already there, in line 3, column 3",
                        "compose.yaml:5:1: error: a: the key \"a\" is already there, in line 1, column 1");
    }

    @Test
    void several_documents_are_read_in_order() {
        assertThat(reader.read(FILE, "a: 1\n---\nb: 2\n").documents()).hasSize(2);
        assertThat(reader.read(FILE, "").documents()).isEmpty();
    }

    @Test
    void a_syntax_error_has_a_place_and_a_remedy() {
        assertThat(problems("a:\n\tb: 1\n"))
                .singleElement()
                .asString()
                .startsWith("compose.yaml:2:1: error: not valid YAML: ")
                .endsWith("indent with spaces, tabs are not allowed");
        assertThat(problems("a: b: c"))
                .singleElement()
                .asString()
                .startsWith("compose.yaml:1:5: error: not valid YAML");
        assertThat(problems("a: *nobody")).singleElement().asString().contains("no value is marked with &nobody");
        assertThat(problems("a: &a [*a]")).singleElement().asString().contains("contains itself");
        assertThat(problems("? {a: 1}\n: b")).singleElement().asString().contains("found a map as a key");
    }

    @Test
    void wrong_encodings_are_refused_and_utf_16_is_understood() {
        assertThat(reader.read(FILE, "a: b".getBytes(StandardCharsets.UTF_16)).documents())
                .hasSize(1);
        assertThat(reader.read(FILE, "\uFEFFa: b".getBytes(StandardCharsets.UTF_8))
                        .problems())
                .isEmpty();
        byte[] latin = "a: x\nb: \u00fc".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(reader.read(FILE, latin).problems())
                .singleElement()
                .hasToString("compose.yaml:2:4: error: the text is not valid UTF-8: byte 0xfc at offset 8");
        assertThat(problems("a: b\u0000c")).singleElement().asString().contains("not a text file: character U+0000");
    }

    @Test
    @Timeout(10)
    void an_alias_bomb_is_refused_at_once() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        assertThat(problems(bomb.toString())).singleElement().asString().contains("more than 1000000 values");
    }

    @Test
    void aliases_in_aliases_count_as_nesting() {
        StringBuilder chain = new StringBuilder("a0: &a0 x\n");
        for (int i = 1; i < 200; i++) {
            chain.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }
        assertThat(problems(chain.toString())).singleElement().asString().contains("nested more than 100 levels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    @Timeout(10)
    void deep_nesting_is_refused(String opening) {
        assertThat(problems(opening.repeat(20_000))).singleElement().asString().contains("nested more than 100 levels");
    }

    @Test
    void many_legitimate_aliases_are_fine() {
        StringBuilder text = new StringBuilder("base: &base {a: 1, b: 2}\n");
        for (int i = 0; i < 5_000; i++) {
            text.append("s%d: {<<: *base, c: %d}\n".formatted(i, i));
        }

        assertThat(map(text.toString()).entries()).hasSize(5_001);
    }

    @Test
    void a_file_that_cannot_be_read_is_a_problem() {
        assertThat(reader.read(Path.of("/no/such.yaml")).problems())
                .singleElement()
                .hasToString("/no/such.yaml: error: no such file");
        assertThat(reader.read(Path.of("/")).problems())
                .singleElement()
                .hasToString("/: error: this is a directory, expected a file");
        assertThat(reader.read(FILE, new byte[9 << 20]).problems())
                .singleElement()
                .asString()
                .contains("at most 8388608");
    }

    @Test
    void whoever_needs_a_valid_file_gets_every_problem_in_one_exception() {
        assertThatThrownBy(() -> reader.read(FILE, "a: 1\na: 2\na: 3").requireValid())
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.problems())
                        .hasSize(2));
    }

    private YamlMap map(String text) {
        return (YamlMap) reader.read(FILE, text).requireValid().get(0);
    }

    private static YamlNode at(YamlNode root, String... keys) {
        YamlNode node = root;
        for (String key : keys) {
            node = requireNonNull(((YamlMap) node).get(key));
        }
        return node;
    }

    private YamlScalar scalar(String text) {
        return (YamlScalar) at(map("a: " + text), "a");
    }

    private List<String> problems(String text) {
        return reader.read(FILE, text).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
