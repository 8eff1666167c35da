package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTests {
    @ParameterizedTest
    @CsvSource({"PT0.34S,0.3s", "PT12S,12.0s", "PT2M5S,2m 05s", "PT1H2M,1h 02m"})
    void are_written_as_short_as_people_want_them(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"90s,PT90S", "5m,PT5M", "1h30m,PT90M", "1h0m1s,PT1H1S"})
    void are_read_from_hours_minutes_and_seconds(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "5 m", "-5m", "s", "m5", "1.5h", "99999999999999999999s"})
    void are_refused_in_any_other_form(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessageContaining("give one like 90s, 5m or 1h30m");
    }

    @Test
    void of_no_length_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse("0s"))
                .withMessageContaining("is zero");
    }
}
