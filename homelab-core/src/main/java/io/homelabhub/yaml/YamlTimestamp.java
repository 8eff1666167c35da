package io.homelabhub.yaml;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A date, or a date with a time, written without quotes.
 *
 * @param time the moment; midnight and UTC where the file does not say
 */
public record YamlTimestamp(OffsetDateTime time) {
    /**
     * Reads {@code 2024-1-2}, {@code 2024-1-2 3:4:5.6} and {@code 2024-1-2T3:4:5.6Z} (or with {@code +01:00}).
     *
     * @return the moment, or null if the text is none of these
     */
    static @Nullable YamlTimestamp parse(String text) {
        if (text.length() < 8 || text.charAt(4) != '-') {
            return null;
        }
        try {
            return new Cursor(text).timestamp();
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    /** As RFC 3339, {@code 2024-01-02T00:00:00Z}. */
    @Override
    public String toString() {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static final class Cursor {
        private final String text;
        private int at;

        Cursor(String text) {
            this.text = text;
        }

        YamlTimestamp timestamp() {
            int year = number(4, 4);
            expect("-");
            int month = number(1, 2);
            expect("-");
            int day = number(1, 2);
            if (at == text.length()) {
                return at(year, month, day, 0, 0, 0, 0, ZoneOffset.UTC);
            }
            boolean zoned = expect("Tt ") != ' ';
            int hour = number(1, 2);
            expect(":");
            int minute = number(1, 2);
            expect(":");
            int second = number(1, 2);
            int nanos = fraction();
            YamlTimestamp result = at(year, month, day, hour, minute, second, nanos, zoned ? zone() : ZoneOffset.UTC);
            end();
            return result;
        }

        private static YamlTimestamp at(int y, int m, int d, int hour, int minute, int second, int nano, ZoneOffset z) {
            return new YamlTimestamp(
                    LocalDateTime.of(y, m, d, hour, minute, second, nano).atOffset(z));
        }

        private int number(int least, int most) {
            int from = at;
            while (at < text.length() && at - from < most && Character.digit(text.charAt(at), 10) >= 0) {
                at++;
            }
            if (at - from < least) {
                throw new DateTimeException("too few digits");
            }
            return Integer.parseInt(text, from, at, 10);
        }

        private int fraction() {
            if (at >= text.length() || text.charAt(at) != '.') {
                return 0;
            }
            at++;
            int from = at;
            int nanos = number(1, 9);
            for (int digits = at - from; digits < 9; digits++) {
                nanos *= 10;
            }
            return nanos;
        }

        private ZoneOffset zone() {
            if (expect("Z+-") == 'Z') {
                return ZoneOffset.UTC;
            }
            int sign = text.charAt(at - 1) == '-' ? -1 : 1;
            int hours = number(2, 2);
            expect(":");
            return ZoneOffset.ofHoursMinutes(sign * hours, sign * number(2, 2));
        }

        private char expect(String oneOf) {
            if (at >= text.length() || oneOf.indexOf(text.charAt(at)) < 0) {
                throw new DateTimeException("expected one of " + oneOf);
            }
            return text.charAt(at++);
        }

        private void end() {
            if (at != text.length()) {
                throw new DateTimeException("text after the time");
            }
        }
    }
}
