package io.homelabhub.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.problem.Problem;
import io.homelabhub.secret.SensitiveNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvLinesTests {
    private static List<String> told(String text) {
        return new DotEnvLines(Path.of(".env"), text, SensitiveNames::isSensitive, Set.of("HOST")::contains)
                .problems().stream().map(Problem::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A=1\n",
                "A=1 # a remark\n",
                "A='it is # no remark' # a remark\n",
                "A=\"two\nlines\"\nB=1\n",
                "PASSWORD='pa$ss #1'\n",
                "PASSWORD=\"pa\\$ss\"\n",
                "URL=https://$HOST/x#part\n",
                "TOKEN=${HOST}\n",
                "A=${UNSET:-x}\n",
                "HOST\nA=1\n",
                "# export A = 1\n"
            })
    void what_is_read_as_it_is_meant_is_not_worth_a_word(String text) {
        assertThat(told(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PASSWORD=abc #def|.env:1: error: PASSWORD: the value ends before \" #\"",
                "PASSWORD=abc # def|.env:1: error: PASSWORD: the value ends before \" #\"",
                "A=abc #def|.env:1: warning: A: the value ends before \" #\"",
                "PASSWORD=pa$ss|.env:1: error: PASSWORD: Compose takes what follows the $ for a variable",
                "PASSWORD=\"pa$ss\"|.env:1: error: PASSWORD: Compose takes what follows the $ for a variable",
                "A=x$NOBODY|.env:1: warning: A: it asks for NOBODY, which is not set",
                "A = 1|.env:1: warning: A: Compose cuts off the blanks",
                "A= 1|.env:1: warning: A: Compose cuts off the blanks",
                "export A=1|.env:1: warning: A: Compose skips the word export",
                "A: 1|.env:1: warning: A: Compose takes the colon",
                "A='1'2|.env:1: warning: A: the value ends at the quote",
                "A=“1”|.env:1: warning: A: these quotes mean nothing",
                "PASSWORD=“1”|.env:1: error: PASSWORD: these quotes mean nothing",
                "A=1\\|.env:1: warning: A: a backslash does not join lines",
                "A=#1|.env:1: warning: A: the value begins with #",
                "NAME|.env:1: warning: NAME: Compose takes a name on the last line"
            })
    void what_is_read_otherwise_is_told(String line, String problem) {
        assertThat(told(line)).hasSize(1).first().asString().startsWith(problem);
    }

    @Test
    void a_quote_that_is_closed_lines_later_swallows_what_is_between() {
        assertThat(told("A=\"abc\nB=1\nC=\"\n"))
                .containsExactly(
                        ".env:1: warning: A: the quote is closed lines later, so the entries between are part of this"
                                + " value; close the quote on this line [misread-line]");
    }

    @Test
    void what_is_wrong_with_the_whole_file_is_told_once() {
        assertThat(told("\uFEFFA=1\r\nB=2\r\n"))
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith(".env:1: warning: the file begins with a byte order mark"))
                .anyMatch(problem -> problem.startsWith(".env:1: warning: the lines end as on Windows"));
    }

    @Test
    void of_two_lines_for_one_name_the_last_counts() {
        assertThat(told("A=1\nB=\nA=2\n"))
                .containsExactly(
                        ".env:3: warning: A: it stands at line 1 already, and this one counts; remove one of the"
                                + " two [misread-line]");
    }

    @Test
    void no_problem_shows_a_value() {
        assertThat(told("PASSWORD=secretvalue #x$y\nexport TOKEN = “secretvalue”\nKEY='secretvalue'x\n"))
                .isNotEmpty()
                .noneMatch(problem -> problem.contains("secretvalue"));
    }
}
