package io.homelabhub.generation.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.compose.render.JsonText;
import io.homelabhub.generation.template.TemplateSource.Use;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentsTests {
    private static Rendering secret(String value) {
        return new Rendering().secrets("{p: " + JsonText.compact(value) + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p@ss/w:rd#1 \"q\" $x",
                "a\nB=2",
                "'",
                "\"",
                "\\",
                " # x",
                "#",
                "${HOME}",
                "`id`",
                "x'\nINJECTED=1\n'",
                " ",
                "=",
                "\\\"",
                "ends with a backslash\\"
            })
    void no_value_can_end_a_line_open_a_quote_or_name_a_variable(String value) {
        assertThat(secret(value).values("A={{ secrets.p }}\nB=1")).isEqualTo(Map.of("A", value, "B", "1"));
        assertThat(secret(value).values("A=x{{ secrets.p }}y\n")).isEqualTo(Map.of("A", "x" + value + "y"));
        assertThat(secret(value).values("A=\"{{ secrets.p }}\" # note\n")).isEqualTo(Map.of("A", value));
        assertThat(secret(value).values("A='{{ secrets.p }}'\n")).isEqualTo(Map.of("A", value));
        assertThat(secret(value).values("export A = {{ secrets.p }} # note\n")).isEqualTo(Map.of("A", value));
    }

    @Test
    void what_the_template_writes_is_read_as_a_file_of_variables_is() {
        Map<String, String> lines = Map.of(
                "A=b c # note", "b c",
                "A=b#c", "b#c",
                "A=\"b\\nc\\t\\\"d\\$e\"", "b\nc\t\"d$e",
                "A='b $c \\n'", "b $c \\n",
                "A=", "",
                "A=\"\"", "",
                "A=$$x", "$x",
                "A=5$", "5$");

        lines.forEach((line, value) ->
                assertThat(new Rendering().values(line)).as(line).isEqualTo(Map.of("A", value)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    A=$x                 | a dollar sign that a reader of the file would take for a variable; write single quotes
                    A=${X:-y}            | a dollar sign
                    A="$x"               | a dollar sign
                    A                    | a line without an equals sign
                    A B=1                | what stands before the equals sign is no name of a variable
                    A="b                 | the quoted value is not closed
                    A="b"c               | something follows the closing quote
                    A=1<>A=2              | A is assigned at x.env:2 already
                    # {{ secrets.p }}    | a value with a line end in a comment
                    """)
    void what_a_reader_would_understand_otherwise_is_refused_with_its_line(String line, String message) {
        Rendering rendering = secret("a\nb");

        assertThat(rendering.variables("B=0\n" + line.replace("<>", "\n"))).isEmpty();

        assertThat(rendering.problems())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("x.env:")
                .contains(message);
    }

    @Test
    void a_value_that_is_a_whole_line_is_read_as_lines_and_checked_the_same_way() {
        Rendering rendering = new Rendering().config("{extra: \"X=1\\nY='a b'\\n\", bad: \"Z=$x\"}");

        assertThat(rendering.values("A=0\n{{ config.extra }}\nB=2"))
                .isEqualTo(Map.of("A", "0", "X", "1", "Y", "a b", "B", "2"));

        Rendering bad = new Rendering().config("{bad: \"Z=$x\"}");
        assertThat(bad.variables("{{ config.bad }}")).isEmpty();
        assertThat(bad.problems())
                .singleElement()
                .asString()
                .contains("x.env:1")
                .contains("a dollar sign");
    }

    @Test
    void a_password_that_would_break_its_url_is_refused_and_an_encoded_one_is_not() {
        Rendering rendering = secret("p@ss/w:rd#1 \"q\" $x");

        assertThat(rendering.variables("A=1\nURL=postgres://u:{{ secrets.p }}@db/x\n"))
                .isEmpty();

        assertThat(rendering.problems())
                .singleElement()
                .asString()
                .contains("x.env:2: error: the value would break the URL of URL", "write `{{ … | urlencode }}`")
                .doesNotContain("p@ss");
        assertThat(secret("p@ss/w:rd#1 \"q\" $x").values("URL=postgres://u:{{ secrets.p | urlencode }}@db/x"))
                .isEqualTo(Map.of("URL", "postgres://u:p%40ss%2Fw%3Ard%231%20%22q%22%20%24x@db/x"));
        assertThat(secret("plain-1").values("URL=postgres://u:{{ secrets.p }}@db/x"))
                .hasSize(1);
        assertThat(secret("a/b?c=d").values("URL=https://x.example/{{ secrets.p }}#@"))
                .hasSize(1);
    }

    @Test
    void names_can_be_made_by_a_loop() {
        Rendering rendering = new Rendering().config("{all: {ONE: 'a # b', TWO: \"$x\"}}");

        assertThat(rendering.values("{% for e in config.all %}\n{{ e.key }}={{ e.value }}\n{% endfor %}"))
                .isEqualTo(Map.of("ONE", "a # b", "TWO", "$x"));
    }

    @Test
    void comments_and_empty_lines_stay_and_lines_of_tags_go() {
        String text = new Rendering()
                .config("{on: true}")
                .variables("# Shared\r\n\r\n{% if config.on %}\r\nA=1\r\n{% endif %}\r\nB=2")
                .orElseThrow()
                .text();

        assertThat(text).isEqualTo("# Shared\n\nA=1\nB=2\n");
    }

    @Test
    void a_variable_knows_where_its_value_stands() {
        Rendered rendered = new Rendering()
                .config("host: db\nport: 5432\n")
                .secrets("p: x\n")
                .variables("URL=postgres://u:{{ secrets.p | urlencode }}@{{ config.host }}:{{ config.port }}/\nB=1\n")
                .orElseThrow();

        assertThat(rendered.variables().get(0).origins())
                .extracting(Object::toString)
                .containsExactly("secrets.yaml:1:4", "config.yaml:1:7", "config.yaml:2:7");
        assertThat(rendered.variables().get(1).origins()).isEmpty();
        assertThat(rendered.toString()).doesNotContain("postgres");
    }

    @Test
    void a_part_that_is_included_brings_its_lines() {
        Rendering rendering = secret("a b").with("_db", Use.PART, "DB={{ secrets.p }}\n");

        assertThat(rendering.values("{% include '_db' %}A=1")).isEqualTo(Map.of("DB", "a b", "A", "1"));
    }
}
