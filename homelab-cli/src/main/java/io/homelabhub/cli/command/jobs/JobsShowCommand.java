package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.job.JobStatus;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code homelab jobs show}. */
final class JobsShowCommand implements Command {
    private static final int TIMES = 5;

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(this, "Shows how a job stands, and when it is due the next five times.");
    private final Supplier<String> job = JobWord.of(syntax);
    private final FormatOption format = new FormatOption(syntax);

    JobsShowCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        invocation.show(
                new Shown(invocation.runtime().jobs().show(job.get(), TIMES), ZoneId.systemDefault()), format.format());
        return ExitCode.DONE;
    }

    private record Shown(JobStatus job, ZoneId here) implements Result {
        @Override
        public void print(Page page) {
            page.title("Job " + job.name());
            page.line("Trigger:      " + JobText.trigger(job.triggers())
                    + (job.triggers().manual() ? "" : "; not by hand"));
            job.triggers()
                    .schedules()
                    .forEach(schedule -> page.line("              "
                            + "while it runs: " + schedule.concurrency().name().toLowerCase(Locale.ROOT)
                            + "; missed times: "
                            + schedule.missedFires().name().toLowerCase(Locale.ROOT)));
            page.line("Timeout:      "
                    + job.options().timeout().map(Object::toString).orElse("none"));
            page.line("Dependencies: " + job.options().dependencies().name().toLowerCase(Locale.ROOT));
            page.line("Keeps:        " + job.options().keepSucceeded() + " runs that succeeded, "
                    + job.options().keepFailed() + " that failed");
            page.line("Last run:     "
                    + job.last()
                            .map(run -> JobText.state(run) + " (" + run.container() + ")")
                            .orElse("never"));
            if (job.triggers().isScheduled() && !job.armed()) {
                page.line("It is not armed, so it does not run by itself.").advice("`homelab deploy all` arms it.");
            }
            if (job.paused()) {
                page.line("It is paused.")
                        .advice("`homelab jobs resume " + job.name() + "` lets it run by itself again.");
            }
            job.next().forEach(due -> page.line("Due:          " + JobText.due(due, here)));
        }

        @Override
        public Map<String, ?> document() {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("job", job.name());
            document.put("manual", job.triggers().manual());
            document.put("schedules", JobText.schedules(job.triggers()));
            document.put(
                    "timeout", job.options().timeout().map(Object::toString).orElse(null));
            document.put("dependencies", job.options().dependencies().name().toLowerCase(Locale.ROOT));
            document.put("keepSucceeded", job.options().keepSucceeded());
            document.put("keepFailed", job.options().keepFailed());
            document.put("enabled", job.enabled());
            document.put("armed", job.armed());
            document.put("paused", job.paused());
            document.put(
                    "next", job.next().stream().map(due -> due.at().toString()).toList());
            document.put("last", job.last().map(JobText::document).orElse(null));
            return document;
        }
    }
}
