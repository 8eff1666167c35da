package io.homelabhub.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTests {
    private static final String SECRET = "pa/ss w\"rd$1'x";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain pa/ss w\"rd$1'x here",
                "in JSON: \"pa/ss w\\\"rd$1'x\"",
                "in YAML: 'pa/ss w\"rd$1''x'",
                "for Compose: pa/ss w\"rd$$1'x",
                "in a URL: pa%2Fss%20w%22rd%241%27x",
                "in a form: pa%2Fss+w%22rd%241%27x",
                "in small letters: pa%2fss%20w%22rd%241%27x",
                "in base64: cGEvc3MgdyJyZCQxJ3g=",
                "Authorization: Basic YWRtaW46cGEvc3MgdyJyZCQxJ3g=",
                "cut off: pa/ss w\"r…"
            })
    void a_value_is_hidden_however_it_is_spelt(String text) {
        assertThat(SecretMask.of(List.of(SECRET)).mask(text))
                .contains(SecretMask.MASK)
                .doesNotContain("ss w")
                .doesNotContain("cGEvc3Mg")
                .doesNotContain("pa%2");
    }

    @Test
    void a_value_of_several_lines_is_hidden_line_by_line() {
        SecretMask mask = SecretMask.of(List.of("-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA\n-----END KEY-----\n"));

        assertThat(mask.mask("line 2: MIIEpAIBAAKCAQEA is no name")).isEqualTo("line 2: (secret) is no name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgres://app:pa/ss@db/app          | postgres://app:(secret)@db/app
                    postgres://app:12/34@db:5432/app     | postgres://app:(secret)@db:5432/app
                    redis://:p@ss@cache:6379/0           | redis://:(secret)@cache:6379/0
                    amqp://u:p#w?x@mq and more           | amqp://u:(secret)@mq and more
                    a://u:p@h,b://v:q@i                  | a://u:(secret)@h,b://v:(secret)@i
                    https://u:p@h/x                      | https://u:(secret)@h/x
                    http://host:8080/@scope/page         | http://host:8080/@scope/page
                    http://host:8080/page                | http://host:8080/page
                    """)
    void a_password_in_a_url_is_hidden_whatever_it_holds(String text, String shown) {
        assertThat(SecretMask.NONE.mask(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    redis-server --requirepass=hunter2 --port=1   | redis-server --requirepass=(secret) --port=1
                    tool --db-password=hunter2 --port=1           | tool --db-password=(secret) --port=1
                    jdbc:x://h/d?user=u&password=pw               | jdbc:x://h/d?user=u&password=(secret)
                    API_KEY=${API_KEY}                            | API_KEY=${API_KEY}
                    """)
    void what_is_assigned_to_a_secret_name_is_hidden(String text, String shown) {
        assertThat(SecretMask.NONE.mask(text)).isEqualTo(shown);
    }

    @Test
    void a_short_value_is_hidden_only_where_it_stands_alone() {
        SecretMask mask = SecretMask.of(List.of("test"));

        assertThat(mask.mask("latest test")).isEqualTo("latest (secret)");
    }

    @Test
    void variables_are_secret_by_their_names() {
        SecretMask mask = SecretMask.ofVariables(Map.of("DB_PASSWORD", "correcthorse", "IMAGE", "postgres"));

        assertThat(mask.mask("correcthorse postgres")).isEqualTo("(secret) postgres");
    }

    @Test
    void it_never_tells_what_it_knows() {
        assertThat(SecretMask.of(List.of("correcthorse")).toString()).doesNotContain("correct");
    }
}
