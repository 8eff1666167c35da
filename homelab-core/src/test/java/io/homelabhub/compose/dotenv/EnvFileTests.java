package io.homelabhub.compose.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.homelabhub.compose.Corpus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvFileTests {
    private static int passed;

    static List<JsonNode> examples() {
        return Corpus.examples("dotenv.json");
    }

    @AfterAll
    static void tell() {
        System.out.println("dotenv.json, as docker compose 2.40.3: " + passed + " of "
                + examples().size());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_gives_what_compose_gives(JsonNode example) throws EnvFileException {
        Map<String, String> env = Corpus.strings(example.get("env"));
        String content = example.get("content").asText();
        Map<String, String> values = new LinkedHashMap<>();
        if (example.has("error")) {
            assertThatThrownBy(() -> EnvFile.read(content, values, env::get, name -> {}))
                    .isInstanceOf(EnvFileException.class);
            passed++;
            return;
        }
        EnvFile.read(content, values, env::get, name -> {});
        assertThat(values).isEqualTo(Corpus.strings(example.get("expect")));
        passed++;
    }

    @Test
    void an_error_names_its_line() {
        assertThatThrownBy(() -> EnvFile.read("A=1\nB='2\n3", new LinkedHashMap<>(), name -> null, name -> {}))
                .isInstanceOfSatisfying(EnvFileException.class, e -> {
                    assertThat(e.line()).isEqualTo(2);
                    assertThat(e).hasMessage("the quoted value is not closed");
                });
    }

    @Test
    void a_listener_is_told_of_each_entry_and_the_line_where_it_begins() throws EnvFileException {
        List<String> told = new ArrayList<>();

        EnvFile.read(
                "# first\nA=1\n\nexport B=\"two\nlines\"\nHERE\nABSENT\nC=$A\n",
                new LinkedHashMap<>(),
                Map.of("HERE", "h")::get,
                unset -> {},
                (name, value, line) -> told.add(line + " " + name + "=" + value));
        EnvFile.readRaw(
                "A='1'\n#\nB=2",
                new LinkedHashMap<>(),
                name -> null,
                (name, value, line) -> told.add("raw " + line + " " + name + "=" + value));

        assertThat(told).containsExactly("2 A=1", "4 B=two\nlines", "6 HERE=h", "8 C=1", "raw 1 A='1'", "raw 3 B=2");
    }

    @Test
    void the_raw_format_keeps_quotes_and_dollar_signs() throws EnvFileException {
        Map<String, String> values = new LinkedHashMap<>();
        EnvFile.readRaw("# no\n  A=\"$X\" # y\nB\nC=\nHERE\n", values, Map.of("HERE", "h")::get);
        assertThat(values).containsExactly(Map.entry("A", "\"$X\" # y"), Map.entry("C", ""), Map.entry("HERE", "h"));
    }

    @Test
    void values_that_double_each_other_are_refused() {
        StringBuilder text = new StringBuilder("V0=0123456789\n");
        for (int i = 1; i < 40; i++) {
            text.append("V%d=${V%d}${V%d}\n".formatted(i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> EnvFile.read(text.toString(), new LinkedHashMap<>(), name -> null, name -> {}))
                .hasMessageContaining("grows beyond");
    }
}
