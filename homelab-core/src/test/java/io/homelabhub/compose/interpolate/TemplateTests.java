package io.homelabhub.compose.interpolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.homelabhub.compose.Corpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTests {
    private static int passed;

    static List<JsonNode> examples() {
        return Corpus.examples("interpolation.json");
    }

    @AfterAll
    static void tell() {
        System.out.println("interpolation.json, as docker compose 2.40.3: " + passed + " of "
                + examples().size());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_gives_what_compose_gives(JsonNode example) throws TemplateException {
        Map<String, String> env = Corpus.strings(example.get("env"));
        String template = example.get("template").asText();
        List<String> unset = new ArrayList<>();
        if (example.has("error") && !example.has("expect")) {
            assertThatThrownBy(() -> Template.substitute(template, env::get, unset::add))
                    .isInstanceOf(TemplateException.class);
            passed++;
            return;
        }
        assertThat(Template.substitute(template, env::get, unset::add))
                .isEqualTo(example.get("expect").asText());
        if (example.has("warns_unset")) {
            List<String> expected = new ArrayList<>();
            example.get("warns_unset").forEach(name -> expected.add(name.asText()));
            assertThat(unset).containsExactlyInAnyOrderElementsOf(expected);
        }
        passed++;
    }

    @Test
    void an_operand_is_filled_in_only_where_it_is_used() throws TemplateException {
        Map<String, String> given = Map.of("A", "a");

        assertThat(Template.substitute("${A:-${B:?needed}}${A?${B:?needed}}${C+${B:?needed}}", given::get, name -> {}))
                .isEqualTo("aa");
        assertThatThrownBy(() -> Template.substitute("${A:+${B:?needed}}", given::get, name -> {}))
                .hasMessage("the required variable B is missing a value: needed");
    }

    @Test
    void values_that_double_each_other_end_in_an_error_not_in_the_memory() {
        String large = "x".repeat(1 << 20);
        assertThatThrownBy(() -> Template.substitute("$A$A$A$A$A", Map.of("A", large)::get, name -> {}))
                .hasMessageContaining("grows beyond");
    }

    @Test
    @Timeout(10)
    void hostile_texts_take_no_time() throws TemplateException {
        assertThat(Template.substitute("${A:-x}".repeat(50_000), name -> null, name -> {}))
                .hasSize(50_000);
        assertThatThrownBy(() -> Template.substitute("${A:-".repeat(20_000) + "}", name -> null, name -> {}))
                .isInstanceOf(TemplateException.class);
        assertThatThrownBy(
                        () -> Template.substitute("${A:-".repeat(5_000) + "}".repeat(5_000), name -> null, name -> {}))
                .hasMessageContaining("nested more than");
    }
}
