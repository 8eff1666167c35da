package io.homelabhub.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoRegexTests {
    @ParameterizedTest
    @ValueSource(strings = {"(?=a)", "a(?!b)", "(?<!x)y", "(a)\\1", "a++", "a{2}+", "(", "[a-z&&[^b]]", "(?>a)", "\\Z"})
    void what_go_cannot_read_is_refused_because_sops_would_encrypt_nothing(String regex) {
        assertThat(GoRegex.compile(regex)).isEmpty();
        assertThatThrownBy(() -> new SopsRules(SopsRules.Kind.ENCRYPTED_REGEX, regex, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sops cannot read the expression of encrypted_regex");
    }

    @Test
    void what_go_can_read_fits_anywhere_in_a_key() {
        assertThat(GoRegex.compile("pass|key$")
                        .orElseThrow()
                        .matcher("my_password")
                        .find())
                .isTrue();
        assertThat(GoRegex.compile("^[[:alpha:]]+$")
                        .orElseThrow()
                        .matcher("abc")
                        .find())
                .isTrue();
        assertThat(GoRegex.compile("(?P<name>a)+").orElseThrow().matcher("xa").find())
                .isTrue();
        assertThat(GoRegex.compile("(?i)PASS").orElseThrow().matcher("pass").find())
                .isTrue();
    }
}
