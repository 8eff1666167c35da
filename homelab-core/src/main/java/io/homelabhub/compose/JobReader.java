package io.homelabhub.compose;

import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.schedule.CronExpression;
import io.homelabhub.schedule.CronSyntaxException;
import io.homelabhub.schedule.Schedule;
import io.homelabhub.schedule.Triggers;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code triggers} of one job, whose forms have been checked; what cannot be used is reported. */
final class JobReader {
    private final MapNode job;
    private final String path;
    private final List<Problem> problems;

    /** @param problems gets what is wrong */
    JobReader(String name, MapNode job, List<Problem> problems) {
        this.job = job;
        this.path = "jobs." + name;
        this.problems = problems;
    }

    Triggers triggers() {
        MapNode triggers = job.map("triggers");
        if (triggers == null) {
            return new Triggers(true, List.of());
        }
        ListNode entries = triggers.list("schedule");
        List<Schedule> schedules = new ArrayList<>();
        for (int i = 0; entries != null && i < entries.items().size(); i++) {
            String entry = path + ".triggers.schedule[" + i + "]";
            schedule(entries.items().get(i), entry).ifPresent(schedules::add);
        }
        Object manual = triggers.get("manual") instanceof ScalarNode flag ? flag.value() : null;
        boolean scheduled = entries != null && !entries.items().isEmpty();
        if (Boolean.TRUE.equals(manual) && scheduled) {
            report(
                    triggers.placeOf("manual"),
                    "triggers.manual",
                    "manual: true beside a schedule is refused by docker compose",
                    "remove it: a job can be run by hand anyway");
        } else if (manual == null && !scheduled) {
            report(
                    job.placeOf("triggers"),
                    "triggers",
                    "neither manual nor schedule is given, so nothing would ever run the job",
                    "write manual: true, or a schedule");
        }
        return new Triggers(!Boolean.FALSE.equals(manual), schedules);
    }

    /** Once short forms are written out, an entry is a map. */
    private Optional<Schedule> schedule(Node node, String entry) {
        if (!(node instanceof MapNode schedule)) {
            return Optional.empty();
        }
        Optional<CronExpression> cron = cron(schedule, entry);
        Optional<ZoneId> zone = zone(schedule, entry);
        boolean queues = "queue".equals(schedule.text("concurrency"));
        boolean skips = "skip".equals(schedule.text("missed_fires"));
        return cron.flatMap(times -> zone.map(place -> new Schedule(
                times,
                place,
                queues ? Schedule.Concurrency.QUEUE : Schedule.Concurrency.FORBID,
                skips ? Schedule.MissedFires.SKIP : Schedule.MissedFires.ONE)));
    }

    private Optional<CronExpression> cron(MapNode schedule, String entry) {
        String text = schedule.text("cron");
        if (text == null) {
            return Optional.empty(); // told when forms were checked
        }
        try {
            return Optional.of(CronExpression.parse(text));
        } catch (CronSyntaxException wrong) {
            problems.add(Problem.error(schedule.placeOf("cron"), entry + ".cron", String.valueOf(wrong.getMessage()))
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

    private void report(SourceLocation place, String key, String message, String suggestion) {
        problems.add(Problem.error(place, path + "." + key, message).withSuggestion(suggestion));
    }
}
