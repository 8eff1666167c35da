package io.homelabhub.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTests {
    @ParameterizedTest
    @CsvSource({"PT0.34S,0.3s", "PT12S,12.0s", "PT2M5S,2m 05s", "PT1H2M,1h 02m"})
    void are_written_as_short_as_people_want_them(Duration duration, String text) {
        assertThat(TimeText.took(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"90s,PT90S", "5m,PT5M", "1h30m,PT90M", "1h0m1s,PT1H1S", "1.5h,PT90M", "1d,PT24H", "0,PT0S", "-5m,PT-5M"
    })
    void are_read_as_compose_reads_them(String text, Duration duration) {
        assertThat(Durations.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "5 m", "s", "m5", "99999999999999999999s"})
    void are_none_in_any_other_form(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT90S,1m30s", "PT1.5S,1.5s", "PT0.00001S,10µs", "PT-1M,-1m0s", "PT1H,1h0m0s"})
    void are_written_as_compose_writes_them(Duration duration, String text) {
        assertThat(Durations.format(duration)).isEqualTo(text);
    }
}
