package io.homelabhub.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A schedule in the words of other programs that keep time. */
public final class TimerText {
    private static final List<String> DAYS = List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");
    private static final int MINUTES_OF_HOUR = 60;
    /** No zone in use differs from another by less. */
    private static final int QUARTER = 15;

    private static final int HALF_A_YEAR = 183;

    private TimerText() {}

    /**
     * As values of {@code OnCalendar=} of systemd, one or two: systemd wants all fields to match, where cron takes either day.
     *
     * @return as {@code *-*-* 3:0:00 Europe/Berlin}
     */
    public static List<String> systemd(Schedule schedule) {
        CronExpression cron = schedule.cron();
        String time = " " + numbers(cron.numbers(CronField.HOUR), CronField.HOUR) + ":"
                + numbers(cron.numbers(CronField.MINUTE), CronField.MINUTE) + ":00 " + schedule.zone();
        String month = "*-" + numbers(cron.numbers(CronField.MONTH), CronField.MONTH) + "-";
        String day = numbers(cron.numbers(CronField.DAY_OF_MONTH), CronField.DAY_OF_MONTH);
        String week = week(cron.numbers(CronField.DAY_OF_WEEK));
        if (!cron.isEitherDay()) {
            return List.of(week + month + day + time);
        }
        List<String> both = new ArrayList<>();
        both.add(month + day + time);
        both.add(week + month + "*" + time);
        return List.copyOf(both);
    }

    private static String numbers(BitSet numbers, CronField field) {
        return field.isEverything(numbers)
                ? "*"
                : numbers.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    private static String week(BitSet days) {
        return CronField.DAY_OF_WEEK.isEverything(days)
                ? ""
                : days.stream().mapToObj(DAYS::get).collect(Collectors.joining(",")) + " ";
    }

    /**
     * As the five fields of lines of a crontab of a machine, whose cron knows no zone but its own. Where the schedule's zone is another one, they
     * name the minutes alone, as they are in the other zone: whoever is called asks whether it is time. Where either field of the day
     * makes a day, there are two lines, as programs differ in what they take for a field that restricts nothing.
     *
     * @param machine the zone of the machine
     * @param now from when on it shall hold
     */
    public static List<String> cron(Schedule schedule, ZoneId machine, Instant now) {
        if (schedule.zone().getRules().equals(machine.getRules())) {
            return fields(schedule.cron());
        }
        BitSet minutes = schedule.cron().numbers(CronField.MINUTE);
        boolean wholeHours = differsByHours(schedule.zone(), machine, now)
                && differsByHours(schedule.zone(), machine, now.plus(Duration.ofDays(HALF_A_YEAR)));
        TreeSet<Integer> all = new TreeSet<>();
        for (int shift = 0; shift < (wholeHours ? 1 : MINUTES_OF_HOUR); shift += QUARTER) {
            int by = shift;
            minutes.stream().forEach(minute -> all.add((minute + by) % MINUTES_OF_HOUR));
        }
        String text = all.size() == MINUTES_OF_HOUR
                ? "*"
                : all.stream().map(Object::toString).collect(Collectors.joining(","));
        return List.of(text + " * * * *");
    }

    private static List<String> fields(CronExpression cron) {
        String[] fields = cron.toString().split(" ");
        return cron.isEitherDay()
                ? List.of(
                        String.join(" ", fields[0], fields[1], fields[2], fields[3], "*"),
                        String.join(" ", fields[0], fields[1], "*", fields[3], fields[4]))
                : List.of(cron.toString());
    }

    private static boolean differsByHours(ZoneId zone, ZoneId other, Instant at) {
        int seconds = zone.getRules().getOffset(at).getTotalSeconds()
                - other.getRules().getOffset(at).getTotalSeconds();
        return seconds % Duration.ofHours(1).toSeconds() == 0;
    }
}
