package io.homelabhub.compose.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvTextTests {
    private static Map<String, String> read(String text) throws EnvFileException {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> unset = new ArrayList<>();
        EnvFile.read(text, values, name -> null, variable -> unset.add(variable.toString()));
        assertThat(unset).isEmpty();
        return values;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "p@ss/w:rd#1 \"q\" $x",
                "a # b",
                " lead",
                "trail ",
                "it's",
                "\"",
                "'",
                "\\",
                "a\\",
                "a\\'",
                "\\n",
                "\\\\\"",
                "${X:-y}",
                "$$",
                "$",
                "two\nlines",
                "\n",
                "a\r\nb",
                "\r",
                "\tt",
                "\u0001\u007f\u001b",
                "'\n",
                "ä€😀",
                "\u00a0x\u0085",
                "=",
                "#",
                "export A=1",
                "-----BEGIN KEY-----\nab+/=\n-----END KEY-----\n",
                "\\$x'",
                "`id`",
                "\uFEFFbom"
            })
    void a_value_is_read_back_as_it_was(String value) throws EnvFileException {
        String text = EnvText.assignment("V", value) + "\n" + EnvText.assignment("W", "next") + "\n";

        assertThat(read(text)).containsExactly(Map.entry("V", value), Map.entry("W", "next"));
    }

    @Test
    void any_characters_in_any_order_are_read_back() throws EnvFileException {
        Random random = new Random(17);
        String characters = "ab'\"\\$# \n\r\t{}=:`&!~0x\u0001\u00e4\u20ac";
        for (int turn = 0; turn < 20_000; turn++) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                value.append(characters.charAt(random.nextInt(characters.length())));
            }
            String text = EnvText.assignment("V", value.toString()) + "\n";

            assertThat(read(text)).as(text).containsExactly(Map.entry("V", value.toString()));
        }
    }

    @Test
    void what_needs_no_quotes_has_none() {
        assertThat(EnvText.assignment("URL", "postgres://u:p%40@db:5432/x"))
                .isEqualTo("URL=postgres://u:p%40@db:5432/x");
        assertThat(EnvText.assignment("A", "a b")).isEqualTo("A='a b'");
        assertThat(EnvText.assignment("A", "it's")).isEqualTo("A=\"it's\"");
    }

    @Test
    void what_no_variable_can_be_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnvText.assignment("A B", "x"))
                .withMessageContaining("'A B'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnvText.assignment("A", "secret\0"))
                .withMessageContaining("NUL")
                .withMessageNotContaining("secret");
    }
}
