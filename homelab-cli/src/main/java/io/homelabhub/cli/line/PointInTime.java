package io.homelabhub.cli.line;

import io.homelabhub.time.Durations;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A time as people write it: so long ago, or on a clock or calendar of this machine's zone. */
public final class PointInTime {
    /** What can be written. */
    public static final String FORMS = "10m, 1h30m, 14:30, 2026-11-29, 2026-11-29T14:30 or seconds since 1970";

    private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{9,11}(\\.\\d{1,9})?");

    private PointInTime() {}

    /**
     * The time that {@code text} says.
     *
     * @param now what a span of time counts back from, and whose day a time of day is of
     * @throws UsageException if it says none
     */
    public static Instant parse(String option, String text, Instant now, ZoneId zone) {
        return ago(text, now)
                .or(() -> epochSeconds(text))
                .or(() -> onCalendar(text, now, zone))
                .orElseThrow(() -> new UsageException(option + " is '" + text + "'; give a time like " + FORMS));
    }

    private static Optional<Instant> ago(String text, Instant now) {
        return Durations.parse(text).filter(span -> !span.isNegative()).map(now::minus);
    }

    private static Optional<Instant> epochSeconds(String text) {
        if (!EPOCH_SECONDS.matcher(text).matches()) {
            return Optional.empty();
        }
        long nanos = new BigDecimal(text).movePointRight(9).longValue();
        return Optional.of(Instant.EPOCH.plus(Duration.ofNanos(nanos)));
    }

    private static Optional<Instant> onCalendar(String text, Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        List<Function<String, Instant>> forms = List.of(
                written -> OffsetDateTime.parse(written).toInstant(),
                written -> LocalDateTime.parse(written).atZone(zone).toInstant(),
                written -> LocalDate.parse(written).atStartOfDay(zone).toInstant(),
                written -> today.atTime(LocalTime.parse(written)).atZone(zone).toInstant());
        return forms.stream().flatMap(form -> read(form, text).stream()).findFirst();
    }

    private static Optional<Instant> read(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }
}
