package io.homelabhub.compose;

import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.schedule.CronExpression;
import io.homelabhub.schedule.CronSyntaxException;
import io.homelabhub.schedule.Schedule;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code cron}, {@code timezone}, {@code concurrency} and {@code missed_fires}.
 *
 * @param problems gets what cannot be used
 */
record ScheduleReader(List<Problem> problems) {
    /** Once short forms are written out, an entry is a map. */
    Optional<Schedule> read(Node node, String entry) {
        if (!(node instanceof MapNode schedule)) {
            return Optional.empty();
        }
        Optional<CronExpression> cron = cron(schedule, "cron", entry + ".cron");
        Optional<ZoneId> zone = zone(schedule, entry);
        boolean queues = "queue".equals(schedule.text("concurrency"));
        boolean skips = "skip".equals(schedule.text("missed_fires"));
        return cron.flatMap(times -> zone.map(place -> new Schedule(
                times,
                place,
                queues ? Schedule.Concurrency.QUEUE : Schedule.Concurrency.FORBID,
                skips ? Schedule.MissedFires.SKIP : Schedule.MissedFires.ONE)));
    }

    /** The times behind a key. */
    Optional<CronExpression> cron(MapNode map, String key, String path) {
        String text = map.text(key);
        if (text == null) {
            return Optional.empty(); // told when forms were checked
        }
        try {
            return Optional.of(CronExpression.parse(text));
        } catch (CronSyntaxException wrong) {
            problems.add(Problem.error(map.placeOf(key), path, String.valueOf(wrong.getMessage()))
                    .withSuggestion(wrong.remedy()));
            return Optional.empty();
        }
    }

    private Optional<ZoneId> zone(MapNode schedule, String entry) {
        String name = schedule.text("timezone");
        if (name == null || name.isEmpty()) {
            return Optional.of(Schedule.DEFAULT_ZONE);
        }
        try {
            if (ZoneRulesProvider.getAvailableZoneIds().contains(name)) {
                return Optional.of(ZoneId.of(name));
            }
        } catch (DateTimeException unknown) {
            // said below
        }
        String meant = Suggestion.didYouMean(name, ZoneRulesProvider.getAvailableZoneIds());
        problems.add(Problem.error(
                        schedule.placeOf("timezone"),
                        entry + ".timezone",
                        "there is no time zone \"%s\"".formatted(name))
                .withSuggestion(meant.isEmpty() ? "write one as Europe/Berlin or UTC" : meant));
        return Optional.empty();
    }
}
