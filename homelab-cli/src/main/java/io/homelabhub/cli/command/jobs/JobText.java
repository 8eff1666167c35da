package io.homelabhub.cli.command.jobs;

import io.homelabhub.job.JobRun;
import io.homelabhub.schedule.Triggers;
import io.homelabhub.time.TimeText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Jobs and their runs, in words for people and as documents for programs. */
final class JobText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private JobText() {}

    /** {@code 0 3 * * * Europe/Berlin}; {@code by hand} without a schedule. */
    static String trigger(Triggers triggers) {
        return triggers.isScheduled()
                ? triggers.schedules().stream().map(Object::toString).collect(Collectors.joining("; "))
                : "by hand";
    }

    /** {@code 2026-12-01 03:00}, by the clock of a zone. */
    static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    /** {@code 2026-12-01 03:00 Europe/Berlin}, and what that is here where the zones differ. */
    static String due(Triggers.Due due, ZoneId here) {
        ZoneId zone = due.schedule().zone();
        boolean same =
                zone.getRules().getOffset(due.at()).equals(here.getRules().getOffset(due.at()));
        return time(due.at(), zone) + " " + zone + (same ? "" : " (" + time(due.at(), here) + " here)");
    }

    /** {@code succeeded}, {@code failed, exit code 3}, {@code running}. */
    static String state(JobRun run) {
        String state = run.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String code = run.state() == JobRun.State.FAILED
                ? run.exitCode().map(exit -> ", exit code " + exit).orElse(", never ran")
                : "";
        return state + code + (run.outOfMemory() ? ", out of memory" : "");
    }

    /** {@code schedule}, {@code by hand}, {@code for backup}. */
    static String trigger(JobRun run) {
        return run.neededBy()
                .map(purpose -> "for " + purpose.split(" ", 2)[0])
                .orElse(run.due().isPresent() ? "schedule" : "by hand");
    }

    static String took(JobRun run) {
        return run.took().map(TimeText::took).orElse("-");
    }

    /** A run for programs. */
    static Map<String, @Nullable Object> document(JobRun run) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("container", run.container());
        document.put("state", run.state().name().toLowerCase(Locale.ROOT));
        document.put("trigger", run.neededBy().isPresent() ? "job" : run.due().isPresent() ? "schedule" : "manual");
        document.put("neededBy", run.neededBy().orElse(null));
        document.put("due", run.due().map(Instant::toString).orElse(null));
        document.put("by", run.by().orElse(null));
        document.put("created", run.created().toString());
        document.put("started", run.started().map(Instant::toString).orElse(null));
        document.put("finished", run.finished().map(Instant::toString).orElse(null));
        document.put("exitCode", run.exitCode().orElse(null));
        document.put("outOfMemory", run.outOfMemory());
        document.put("failure", run.failure().orElse(null));
        return document;
    }

    /** Schedules for programs. */
    static List<Map<String, Object>> schedules(Triggers triggers) {
        List<Map<String, Object>> schedules = new ArrayList<>();
        triggers.schedules().forEach(schedule -> {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("cron", schedule.cron().toString());
            document.put("timezone", schedule.zone().toString());
            document.put("concurrency", schedule.concurrency().name().toLowerCase(Locale.ROOT));
            document.put("missedFires", schedule.missedFires().name().toLowerCase(Locale.ROOT));
            schedules.add(document);
        });
        return schedules;
    }
}
