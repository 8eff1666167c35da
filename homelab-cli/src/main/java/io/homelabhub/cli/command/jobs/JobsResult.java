package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.job.JobRun;
import io.homelabhub.job.JobStatus;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A project's jobs.
 *
 * @param now when it was asked
 * @param here the zone of this machine
 */
record JobsResult(List<JobStatus> jobs, Instant now, ZoneId here) implements Listing {
    @Override
    public void print(Page page) {
        if (jobs.isEmpty()) {
            page.line("The project has no jobs. They stand under `jobs:` in its Compose files.");
            return;
        }
        List<String> unused = page.fitting(
                List.of("JOB", "TRIGGER", "LAST RUN", "ENDED", "TOOK", "NEXT"),
                jobs.stream().map(this::cells).toList(),
                List.of("TOOK"),
                (column, cell) -> cell);
        if (jobs.stream().anyMatch(job -> job.next().size() > 1)) {
            jobs.forEach(job -> times(job, page));
        }
    }

    private void times(JobStatus job, Page page) {
        if (!job.next().isEmpty()) {
            page.blank().line(job.name() + " is due");
            job.next().forEach(due -> page.line("  " + JobText.due(due, here)));
        }
    }

    private List<String> cells(JobStatus job) {
        return List.of(
                job.name(),
                JobText.trigger(job.triggers()),
                job.last().map(run -> age(run)).orElse("never"),
                job.last().map(JobText::state).orElse("-"),
                job.last().map(JobText::took).orElse("-"),
                next(job));
    }

    private String age(JobRun run) {
        return TimeText.about(Duration.between(run.started().orElse(run.created()), now)) + " ago";
    }

    private String next(JobStatus job) {
        if (job.heldByEngine()) {
            return "the engine's own affair";
        } else if (job.trouble().filter(JobStatus.Trouble.DISARMED::equals).isPresent()) {
            return "no longer armed";
        } else if (job.paused()) {
            return "paused";
        } else if (!job.enabled()) {
            return "in no active profile";
        }
        if (!job.armed() && job.triggers().isScheduled()) {
            return "not armed";
        }
        String due = job.next().isEmpty() ? "-" : JobText.due(job.next().get(0), here);
        return job.overdue() ? "overdue" : due;
    }

    @Override
    public List<String> ids() {
        return jobs.stream().map(JobStatus::name).toList();
    }

    @Override
    public List<? extends Map<String, ?>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (JobStatus job : jobs) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("job", job.name());
            row.put("manual", job.triggers().manual());
            row.put("schedules", JobText.schedules(job.triggers()));
            row.put("enabled", job.enabled());
            row.put("armed", job.armed());
            row.put("paused", job.paused());
            row.put("heldByEngine", job.heldByEngine());
            row.put("overdue", job.overdue());
            row.put("next", job.next().stream().map(due -> due.at().toString()).toList());
            row.put("last", job.last().map(JobText::document).orElse(null));
            rows.add(row);
        }
        return rows;
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("jobs", rows());
    }
}
