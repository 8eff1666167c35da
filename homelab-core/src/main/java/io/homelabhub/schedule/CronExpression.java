package io.homelabhub.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cron expression of five fields: minute, hour, day of month, month, day of week; each a number, a list, a range, a step, or
 * {@code *}. Where neither field of the day is a {@code *}, either makes a day. Immutable.
 *
 * <p>It names times of a wall clock. A time that a clock skips counts as the first instant behind the gap, and times that fall
 * together there are one. A time that a clock shows twice counts once, the first time; but an expression for every hour
 * goes on through the repeated hour, as nobody who asks for every quarter of an hour means to wait for one.
 */
public final class CronExpression {
    /** From one 29 February to the next it can be eight years, over the year 2100. */
    private static final int LONGEST_YEARS = 9;

    private static final List<Integer> STRIDES_IN_HOURS = List.of(1, 25, 24 * 32, 24 * 366);

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean everyHour;
    private final boolean eitherDay;

    private CronExpression(Map<CronField, String> parts) {
        this.text = String.join(" ", parts.values());
        this.minutes = parsed(CronField.MINUTE, parts);
        this.hours = parsed(CronField.HOUR, parts);
        this.daysOfMonth = parsed(CronField.DAY_OF_MONTH, parts);
        this.months = parsed(CronField.MONTH, parts);
        this.daysOfWeek = parsed(CronField.DAY_OF_WEEK, parts);
        this.everyHour = CronField.HOUR.isEverything(hours);
        this.eitherDay = Stream.of(CronField.DAY_OF_MONTH, CronField.DAY_OF_WEEK)
                .noneMatch(day -> CronField.isStar(parts.getOrDefault(day, "")));
    }

    private static BitSet parsed(CronField field, Map<CronField, String> parts) {
        return field.parse(parts.getOrDefault(field, ""));
    }

    /**
     * Reads an expression.
     *
     * @throws CronSyntaxException if it has not five fields, one cannot be read, or there is no such day, as 31 February
     */
    public static CronExpression parse(String text) {
        String[] parts = text.strip().split("\\s+");
        if (text.isBlank() || parts.length != CronField.values().length) {
            throw new CronSyntaxException(
                    "\"%s\" has %d fields".formatted(text.strip(), text.isBlank() ? 0 : parts.length),
                    "write five: minute, hour, day of month, month, day of week, as \"0 3 * * *\" for each day at"
                            + " 3:00");
        }
        Map<CronField, String> fields = new EnumMap<>(CronField.class);
        for (CronField field : CronField.values()) {
            fields.put(field, parts[fields.size()]);
        }
        CronExpression expression = new CronExpression(fields);
        if (expression.next(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
            throw new CronSyntaxException(
                    "\"%s\" names a day that never comes".formatted(expression), "choose a day that the month has");
        }
        return expression;
    }

    /** The numbers that a field stands for; of a week, Sunday is 0. */
    BitSet numbers(CronField field) {
        BitSet numbers =
                switch (field) {
                    case MINUTE -> minutes;
                    case HOUR -> hours;
                    case DAY_OF_MONTH -> daysOfMonth;
                    case MONTH -> months;
                    case DAY_OF_WEEK -> daysOfWeek;
                };
        return (BitSet) numbers.clone();
    }

    /** Whether either field of the day makes a day, rather than both together. */
    boolean isEitherDay() {
        return eitherDay;
    }

    /** The first instant at which it is due after {@code instant}, by the wall clock of {@code zone}. */
    public Instant after(Instant instant, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone).truncatedTo(ChronoUnit.MINUTES);
        Instant due = first(next(local), rules);
        while (!due.isAfter(instant)) {
            local = next(local).orElseThrow().plusMinutes(1);
            due = first(next(local), rules);
        }
        Instant once = due;
        return everyHour ? repeated(instant, rules).filter(once::isAfter).orElse(once) : once;
    }

    /**
     * The last instant at which it was due, later than {@code after} and not later than {@code until}.
     *
     * @return empty if it was not due in between
     */
    public Optional<Instant> lastBetween(Instant after, Instant until, ZoneId zone) {
        for (int hours : STRIDES_IN_HOURS) {
            Instant from = until.minus(hours, ChronoUnit.HOURS);
            Optional<Instant> last = last(from.isAfter(after) ? from : after, until, zone);
            if (last.isPresent() || !from.isAfter(after)) {
                return last;
            }
        }
        return last(after, until, zone);
    }

    private Optional<Instant> last(Instant after, Instant until, ZoneId zone) {
        Optional<Instant> last = Optional.empty();
        for (Instant due = after(after, zone); !due.isAfter(until); due = after(due, zone)) {
            last = Optional.of(due);
        }
        return last;
    }

    /** When a wall clock first shows a time, or has just skipped it. */
    private static Instant first(Optional<LocalDateTime> time, ZoneRules rules) {
        LocalDateTime local = time.orElseThrow();
        ZoneOffsetTransition transition = rules.getTransition(local);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : local.toInstant(rules.getValidOffsets(local).get(0));
    }

    /** When it is next due among the times that a clock shows for the second time. */
    private Optional<Instant> repeated(Instant instant, ZoneRules rules) {
        return Stream.of(
                        Optional.ofNullable(rules.previousTransition(instant.plusNanos(1))),
                        Optional.ofNullable(rules.nextTransition(instant)))
                .flatMap(Optional::stream)
                .filter(ZoneOffsetTransition::isOverlap)
                .flatMap(overlap -> repeated(instant, overlap).stream())
                .findFirst();
    }

    private Optional<Instant> repeated(Instant instant, ZoneOffsetTransition overlap) {
        LocalDateTime begin = overlap.getDateTimeAfter();
        LocalDateTime local = LocalDateTime.ofInstant(instant, overlap.getOffsetAfter())
                .truncatedTo(ChronoUnit.MINUTES)
                .plusMinutes(1);
        return next(local.isBefore(begin) ? begin : local)
                .filter(overlap.getDateTimeBefore()::isAfter)
                .map(time -> time.toInstant(overlap.getOffsetAfter()));
    }

    /** The first time that it names, from {@code from} on; empty if there is none. */
    private Optional<LocalDateTime> next(LocalDateTime from) {
        LocalDateTime time = from;
        LocalDateTime end = from.plusYears(LONGEST_YEARS);
        while (time.isBefore(end)) {
            LocalDate day = time.toLocalDate();
            if (!months.get(time.getMonthValue())) {
                time = day.withDayOfMonth(1).plusMonths(1).atStartOfDay();
            } else if (!isDay(day)) {
                time = day.plusDays(1).atStartOfDay();
            } else if (!hours.get(time.getHour())) {
                time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.get(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return Optional.of(time);
            }
        }
        return Optional.empty();
    }

    private boolean isDay(LocalDate day) {
        boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
        return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronExpression expression && expression.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The five fields as they were written, with single spaces. */
    @Override
    public String toString() {
        return text;
    }
}
