package io.homelabhub.compose;

import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.schedule.Schedule;
import io.homelabhub.schedule.Triggers;
import java.util.ArrayList;
import java.util.List;

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
            new ScheduleReader(problems).read(entries.items().get(i), entry).ifPresent(schedules::add);
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

    private void report(SourceLocation place, String key, String message, String suggestion) {
        problems.add(Problem.error(place, path + "." + key, message).withSuggestion(suggestion));
    }
}
