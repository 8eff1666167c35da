package io.homelabhub.docker;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times that an engine puts before the lines of a log, in RFC 3339 with up to nine digits of a second. Those of one log
 * mostly share their minute, which is worked out once: a general parser takes longer than all the rest of a line.
 */
final class LogTimes {
    /** {@code 2026-11-29T14:19:}. */
    private static final int MINUTE = 17;

    private static final int MOST_DIGITS = 9;

    private byte[] minute = new byte[0];
    private long minuteSeconds;

    /** The time that these bytes say; null if they say none. */
    @Nullable
    Instant read(byte[] bytes, int from, int to) {
        boolean known = to - from > MINUTE + 2
                && bytes[to - 1] == 'Z'
                && Arrays.equals(bytes, from, from + MINUTE, minute, 0, minute.length);
        Instant quick = known ? withinMinute(bytes, from + MINUTE, to - 1) : null;
        return quick == null ? parsed(bytes, from, to) : quick;
    }

    /** {@code 50} or {@code 50.123456789}. */
    private @Nullable Instant withinMinute(byte[] bytes, int from, int to) {
        long nanos = 0;
        int digits = 0;
        for (int i = from; i < to; i++) {
            if (i == from + 2) {
                if (bytes[i] != '.') {
                    return null;
                }
                continue;
            }
            if (bytes[i] < '0' || bytes[i] > '9') {
                return null;
            }
            nanos = nanos * 10 + (bytes[i] - '0');
            digits++;
        }
        if (digits < 2 || digits > 2 + MOST_DIGITS) {
            return null;
        }
        for (; digits < 2 + MOST_DIGITS; digits++) {
            nanos *= 10;
        }
        return Instant.ofEpochSecond(minuteSeconds, nanos);
    }

    private @Nullable Instant parsed(byte[] bytes, int from, int to) {
        try {
            Instant time = OffsetDateTime.parse(new String(bytes, from, to - from, StandardCharsets.US_ASCII))
                    .toInstant();
            if (to - from > MINUTE && bytes[to - 1] == 'Z') {
                minute = Arrays.copyOfRange(bytes, from, from + MINUTE);
                minuteSeconds = Math.floorDiv(time.getEpochSecond(), 60L) * 60;
            }
            return time;
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
