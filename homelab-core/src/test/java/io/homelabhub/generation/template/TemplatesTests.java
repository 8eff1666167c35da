package io.homelabhub.generation.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.generation.template.TemplateSource.Use;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTests {
    private static Rendering configured() {
        return new Rendering().config("""
                        on: true
                        off: false
                        port: 8080
                        sites: [{name: a, tls: true}, {name: b}]
                        map: {x: 1, y: two}
                        nothing: null
                        ratio: 0.5
                        """).secrets("{password: s3cret, token: t0ken}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
                    {{ config.prot }}                                              ¦ `config.prot` is not defined
                    {{ secrets.passwort }}                                         ¦ did you mean `password`?
                    {% if config.off %}{{ secrets.gone }}{% endif %}               ¦ `secrets.gone` is not defined
                    {% if config.on %}a{% else %}{{ config.gone }}{% endif %}      ¦ `config.gone` is not defined
                    {% if config.off %}{{ config.port | ternary("a") }}{% endif %} ¦ there is no filter `ternary`
                    {{ config.port | lowr }}                                       ¦ did you mean `lower`?
                    {% for s in config.sites %}{{ s.nmae }}{% endfor %}            ¦ `s.nmae` is not defined
                    {% for s in config.port %}{% endfor %}                         ¦ `for` goes through a list or a map
                    {{ timestamp }}                                                ¦ the same input gives the same files
                    {{ confg.port }}                                               ¦ did you mean `config`?
                    {{ config.off ? config.gone : 1 }}                             ¦ `config.gone` is not defined
                    {{ "a#{config.gone}" }}                                        ¦ `config.gone` is not defined
                    {{ now() }}                                                    ¦ there is no function `now`
                    {{ config.port is prime }}                                     ¦ there is no test `prime`
                    {{ config.toString() }}                                        ¦ methods of values cannot be called
                    {{ secrets.password | bcrypt }}                                ¦ its salt would make other bytes
                    {% macro m() %}{% endmacro %}                                  ¦ there is no tag `macro` here
                    {% frobnicate %}                                               ¦ Unexpected tag name
                    {% if config.on %}                                             ¦ Unexpected end of template
                    {% include "gone" %}                                           ¦ there is no template `gone`
                    {% include config.on %}                                        ¦ `include` takes a name in quotes
                    {{ config.port == config.gone }}                               ¦ `config.gone` is not defined
                    {{ [config.gone] | json }}                                     ¦ `config.gone` is not defined
                    {{ config.map["z"] }}                                          ¦ `config.map.z` is not defined
                    {{ config.sites[7].name }}                                     ¦ `config.sites.7` is not defined
                    """)
    void what_is_wrong_in_any_branch_is_an_error_with_its_line(String template, String message) {
        Rendering rendering = configured();

        assertThat(rendering.whole("first line\n" + template + "\n")).isEmpty();

        assertThat(rendering.problems())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("x.txt:")
                .contains(message);
        assertThat(rendering.problems().get(0)).containsPattern("^x.txt:[23]: error: ");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        Rendering rendering = configured().with("_part", Use.PART, "{{ config.c }}");

        rendering.whole("{{ config.a }}\n{{ config.port | nope }}\n{% include '_part' %}\n{{ secrets.b }}");

        assertThat(rendering.problems()).hasSize(4);
        assertThat(rendering.problems().get(2)).startsWith("_part:1: error: `config.c`");
        assertThat(rendering.problems().get(3)).startsWith("x.txt:4: error: `secrets.b`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
                    {% if config.gone is defined %}{{ config.gone }}{% endif %}ok                          ¦ ok
                    {% if config.gone is not defined %}ok{% else %}{{ config.gone }}{% endif %}            ¦ ok
                    {% if not (config.gone is defined) %}ok{% else %}{{ config.gone.deeper }}{% endif %}   ¦ ok
                    {% if config.gone is defined and config.gone.x == 1 %}{{ config.gone.y }}{% endif %}ok ¦ ok
                    {% if config.off or config.gone is not defined %}ok{% endif %}                         ¦ ok
                    {{ config.gone is defined ? config.gone : "ok" }}                                      ¦ ok
                    {% for s in config.sites %}{{ s.name }}{% if s.tls is defined %}!{% endif %}{% endfor %} ¦ a!b
                    {% for s in config.sites %}{{ loop.index }}{{ loop.last }}{% endfor %}                 ¦ 0false1true
                    {% for e in config.map %}{{ e.key }}={{ e.value }};{% endfor %}                        ¦ x=1;y=two;
                    {% set p = config.port + 1 %}{{ p }}                                                   ¦ 8081
                    {% set s = config.sites[1] %}{{ s.name }}                                              ¦ b
                    {{ config.port }} {{ config.on }} {{ config.ratio }}                                   ¦ 8080 true 0.5
                    {{ "a b/ä:@" | urlencode }}                                                            ¦ a%20b%2F%C3%A4%3A%40
                    {{ "a:b" | b64encode }}                                                                ¦ YTpi
                    {{ config.sites | json }}                                                              ¦ [{"name":"a","tls":true},{"name":"b"}]
                    {{ config.on | lower }}{{ config.port | trim }}                                        ¦ true8080
                    {{ environment | upper }}                                                              ¦ PROD
                    {% verbatim %}{{ not.one }}{% endverbatim %}                                           ¦ {{ not.one }}
                    {{ config.map["x"] }}{{ config.sites[0]["name"] }}                                     ¦ 1a
                    """)
    void what_is_asked_for_before_it_is_used_need_not_be_there(String template, String text) {
        Rendering rendering = configured();

        assertThat(rendering.whole(template))
                .as(rendering.problems().toString())
                .hasValueSatisfying(rendered -> assertThat(rendered.text()).isEqualTo(text));
    }

    @Test
    void a_name_with_a_default_need_not_be_there() {
        assertThat(configured().whole("{{ config.gone.deeper | default('ok') }}{{ config.nothing | default('') }}"))
                .hasValueSatisfying(rendered -> assertThat(rendered.text()).isEqualTo("ok"));
    }

    @Test
    void nothing_a_map_and_a_list_are_no_text() {
        Rendering rendering = configured();

        rendering.whole("\n{{ config.nothing }}");
        assertThat(rendering.problems()).singleElement().asString().startsWith("x.txt:2: error: the value is null");

        Rendering map = configured();
        map.whole("{{ config.map }}");
        assertThat(map.problems())
                .singleElement()
                .asString()
                .contains("a map or a list, which is no text; write `| json`");
    }

    @Test
    void no_message_of_a_failing_expression_holds_a_value() {
        Rendering rendering = configured();

        rendering.whole("{% for x in [secrets.password] %}{% for y in x %}{% endfor %}{% endfor %}");

        assertThat(rendering.problems())
                .singleElement()
                .asString()
                .contains("x.txt:1")
                .doesNotContain("s3cret");
    }

    @Test
    void a_filter_that_cannot_take_its_value_is_an_error_with_its_line() {
        Rendering rendering = configured();
        rendering.whole("\n{{ config.map | upper }}");
        assertThat(rendering.problems())
                .singleElement()
                .asString()
                .startsWith("x.txt:2: error: an expression does not work with the values that it has");

        Rendering tag = configured();
        tag.whole("{% set x = secrets.password - 1 %}{{ x }}");
        assertThat(tag.problems())
                .singleElement()
                .asString()
                .contains("an expression does not work")
                .doesNotContain("s3cret");
    }

    @Test
    void lines_of_tags_alone_leave_no_line_and_empty_ones_stay() {
        Rendering rendering = configured();

        String text = rendering
                .whole("a\n\n  {% if config.on %}\n  b\n  {% endif %}\n{# note #}\n{{ \"\" }}\nc\n")
                .orElseThrow()
                .text();

        assertThat(text).isEqualTo("a\n\n  b\n\nc\n");
    }

    @Test
    void templates_that_include_each_other_are_refused() {
        Rendering rendering =
                configured().with("_a", Use.PART, "{% include '_b' %}").with("_b", Use.PART, "{% include '_a' %}");

        rendering.whole("{% include '_a' %}");

        assertThat(rendering.problems()).singleElement().asString().contains("x.txt -> _a -> _b -> _a");
    }
}
