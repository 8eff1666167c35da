package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Listing;
import io.homelabhub.cli.output.Page;
import io.homelabhub.job.JobRun;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code homelab jobs runs}. */
final class JobsRunsCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(this, "Lists the runs of a job that are on record, the newest first.");
    private final Supplier<String> job = JobWord.of(syntax);
    private final ListingOptions listing = new ListingOptions(syntax, "names of containers");

    JobsRunsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        invocation.show(
                new Runs(job.get(), invocation.runtime().jobs().runs(job.get()), ZoneId.systemDefault()), listing);
        return ExitCode.DONE;
    }

    private record Runs(String job, List<JobRun> runs, ZoneId here) implements Listing {
        @Override
        public void print(Page page) {
            if (runs.isEmpty()) {
                page.line("No run of " + job + " is on record.");
                return;
            }
            List<String> unused = page.fitting(
                    List.of("CONTAINER", "TRIGGER", "STARTED", "TOOK", "ENDED"),
                    runs.stream().map(this::cells).toList(),
                    List.of("TRIGGER"),
                    (column, cell) -> cell);
        }

        private List<String> cells(JobRun run) {
            return List.of(
                    run.container(),
                    JobText.trigger(run),
                    run.started().map(at -> JobText.time(at, here)).orElse("-"),
                    JobText.took(run),
                    JobText.state(run)
                            + run.failure().map(reason -> ": " + reason).orElse(""));
        }

        @Override
        public List<String> ids() {
            return runs.stream().map(JobRun::container).toList();
        }

        @Override
        public List<? extends Map<String, ?>> rows() {
            return runs.stream().map(JobText::document).toList();
        }

        @Override
        public Map<String, ?> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("job", job);
            document.put("runs", rows());
            return document;
        }
    }
}
