package io.homelabhub.cli.command.status;

import io.homelabhub.job.JobRun;
import io.homelabhub.job.JobStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Jobs beside services: what is wrong with them, in words and for programs. */
final class JobWords {
    private JobWords() {}

    /** {@code failed (3), lab-backup-20261130T0300Z}; empty if all is well. */
    static String trouble(JobStatus job) {
        return job.trouble()
                .map(trouble -> switch (trouble) {
                    case FAILED -> job.last().map(JobWords::failure).orElse("failed");
                    case OVERDUE -> "overdue: it was due and nobody has run it";
                    case DISARMED -> "no longer armed; `homelab deploy all` arms it";
                })
                .orElse("");
    }

    private static String failure(JobRun run) {
        String state = run.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return state + run.exitCode().map(code -> " (" + code + ")").orElse("") + ", " + run.container()
                + run.failure().map(reason -> ": " + reason).orElse("");
    }

    /** {@code Jobs: 3, 2 armed.}; what is in trouble stands on lines of its own. */
    static String summary(List<JobStatus> jobs) {
        long armed = jobs.stream().filter(JobStatus::armed).count();
        return "Jobs: " + jobs.size() + ", " + armed + " armed.";
    }

    static List<Map<String, @Nullable Object>> documents(List<JobStatus> jobs) {
        return jobs.stream().map(JobWords::document).collect(Collectors.toList());
    }

    private static Map<String, @Nullable Object> document(JobStatus job) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", job.name());
        document.put("armed", job.armed());
        document.put("paused", job.paused());
        document.put(
                "trouble",
                job.trouble().map(each -> each.name().toLowerCase(Locale.ROOT)).orElse(null));
        document.put("next", job.nextDue().map(Instant::toString).orElse(null));
        document.put("last", job.last().map(JobRun::container).orElse(null));
        return document;
    }
}
