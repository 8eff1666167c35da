package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.job.JobEvent;
import io.homelabhub.job.JobListener;
import io.homelabhub.job.JobRun;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints what happens to jobs on standard error, a line each; as objects on standard output for programs. */
final class JobMessages implements JobListener {
    private final Invocation invocation;
    private final boolean json;

    JobMessages(Invocation invocation, boolean json) {
        this.invocation = invocation;
        this.json = json;
    }

    @Override
    public synchronized void on(JobEvent event) {
        if (event instanceof JobEvent.OnFailure) {
            return; // what has failed was told when it did
        }
        if (json) {
            invocation.console().out().print(OutputFormat.jsonLine(document(event)) + "\n");
        } else {
            invocation.messages().line(event.at().truncatedTo(ChronoUnit.SECONDS) + "  " + text(event));
        }
        invocation.console().flush();
    }

    /** The visible part of an event: what happened, the time that it is about, and the run or the reason. */
    private record Parts(String event, Optional<Instant> due, Optional<String> detail, Optional<JobRun> run) {}

    private static String text(JobEvent event) {
        Parts parts = parts(event);
        String due = parts.due.map(at -> " (due " + at + ")").orElse("");
        String run = parts.run
                .map(ended -> " " + JobText.state(ended) + " after " + JobText.took(ended) + " in " + ended.container())
                .orElse("");
        String detail = parts.detail.map(text -> ": " + text).orElse("");
        String job = event.job().isEmpty() ? "" : event.job() + " ";
        return job + parts.event + due + run + detail;
    }

    private static Map<String, ?> document(JobEvent event) {
        Parts parts = parts(event);
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("time", event.at().toString());
        document.put("job", event.job());
        document.put("event", parts.event);
        document.put("due", parts.due.map(Instant::toString).orElse(null));
        document.put("detail", parts.detail.orElse(null));
        document.put("run", parts.run.map(JobText::document).orElse(null));
        return document;
    }

    private static Parts parts(JobEvent event) {
        if (event instanceof JobEvent.Due due) {
            return new Parts("due", Optional.of(due.due()), Optional.empty(), Optional.empty());
        } else if (event instanceof JobEvent.Started started) {
            return new Parts("started", Optional.empty(), Optional.of(started.container()), Optional.empty());
        } else if (event instanceof JobEvent.Ended ended) {
            return new Parts("ended", Optional.empty(), Optional.empty(), Optional.of(ended.run()));
        } else if (event instanceof JobEvent.Dropped dropped) {
            return new Parts("not run", Optional.of(dropped.due()), Optional.of(dropped.reason()), Optional.empty());
        } else if (event instanceof JobEvent.Failed failed) {
            String remedy = failed.remedy().isEmpty() ? "" : " " + failed.remedy();
            return new Parts(
                    "failed", Optional.of(failed.due()), Optional.of(failed.reason() + remedy), Optional.empty());
        }
        return new Parts(
                "trouble", Optional.empty(), Optional.of(((JobEvent.Trouble) event).problem()), Optional.empty());
    }
}
