package io.homelabhub.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTests {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "10m,2026-11-29T11:50:00Z",
        "1h30m,2026-11-29T10:30:00Z",
        "1.5s,2026-11-29T11:59:58.500Z",
        "14:30,2026-11-29T13:30:00Z",
        "14:30:15,2026-11-29T13:30:15Z",
        "2026-11-28,2026-11-27T23:00:00Z",
        "2026-11-28T06:00,2026-11-28T05:00:00Z",
        "2026-11-28T06:00:00Z,2026-11-28T06:00:00Z",
        "2026-11-28T06:00:00.5+02:00,2026-11-28T04:00:00.500Z",
        "1795000000,2026-11-18T11:06:40Z",
        "1795000000.25,2026-11-18T11:06:40.250Z",
    })
    void is_so_long_ago_or_stands_on_a_clock_or_a_calendar(String text, Instant time) {
        assertThat(PointInTime.parse("--since", text, NOW, ZONE)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "-5m", "10", "25:00", "2026-13-01", "2026-11-28 06:00"})
    void is_refused_in_any_other_form(String text) {
        assertThatThrownBy(() -> PointInTime.parse("--since", text, NOW, ZONE))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--since is '" + text + "'; give a time like 10m");
    }
}
