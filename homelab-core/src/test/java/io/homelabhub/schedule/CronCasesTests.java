package io.homelabhub.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Expressions, zones and instants by chance, with the next three times. {@code .ci/cron} has them written to a file
 * ({@code -Dhomelab.cron.cases=10000 -Dhomelab.cron.file=FILE}) and holds them against other programs.
 */
class CronCasesTests {
    private static final int CASES = Integer.getInteger("homelab.cron.cases", 300);
    private static final int TIMES = 3;
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "Europe/Paris",
            "America/New_York",
            "America/Sao_Paulo",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Asia/Tokyo",
            "Pacific/Apia",
            "America/St_Johns");
    private static final long FIRST = Instant.parse("2010-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("2037-01-01T00:00:00Z").getEpochSecond();

    private final Random random = new Random(2327);

    private record Case(Schedule schedule, Instant start, List<Instant> times) {
        /** Tab between fields, a comma between times, a bar between calendars. */
        String line() {
            return String.join(
                    "\t",
                    schedule.cron().toString(),
                    schedule.zone().toString(),
                    start.toString(),
                    times.stream().map(Instant::toString).collect(Collectors.joining(",")),
                    String.join("|", TimerText.systemd(schedule)));
        }
    }

    private String field(int least, int most) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> "*";
            case 2 -> "*/" + (1 + random.nextInt(Math.max(1, most / 2)));
            case 3 -> String.valueOf(number(least, most));
            case 4 -> range(least, most) + (random.nextBoolean() ? "" : "/" + (1 + random.nextInt(5)));
            default ->
                IntStream.rangeClosed(0, 1 + random.nextInt(3))
                        .mapToObj(any -> random.nextInt(4) == 0 ? range(least, most) : "" + number(least, most))
                        .collect(Collectors.joining(","));
        };
    }

    private int number(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private String range(int least, int most) {
        int a = number(least, most);
        int b = number(least, most);
        return Math.min(a, b) + "-" + Math.max(a, b);
    }

    private Optional<Case> next() {
        String text = String.join(" ", field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 7));
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Instant start = Instant.ofEpochSecond(FIRST + (long) (random.nextDouble() * (LAST - FIRST)));
        try {
            Schedule schedule = new Schedule(
                    CronExpression.parse(text), zone, Schedule.Concurrency.FORBID, Schedule.MissedFires.ONE);
            List<Instant> times = new ArrayList<>();
            for (Instant at = schedule.after(start); times.size() < TIMES; at = schedule.after(at)) {
                times.add(at);
            }
            return Optional.of(new Case(schedule, start, times));
        } catch (CronSyntaxException noSuchDay) {
            return Optional.empty();
        }
    }

    @Test
    void times_go_up_and_the_last_of_them_is_found_again_backwards() throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < CASES) {
            Optional<Case> made = next();
            made.ifPresent(each -> {
                assertThat(each.times()).isSorted().doesNotHaveDuplicates();
                Instant second = each.times().get(1);
                assertThat(each.schedule()
                                .cron()
                                .lastBetween(
                                        each.start(), second, each.schedule().zone()))
                        .as(each.line())
                        .contains(second);
                lines.add(each.line());
            });
        }
        String file = System.getProperty("homelab.cron.file", "");
        if (!file.isEmpty()) {
            Files.write(Path.of(file), lines);
        }
    }
}
