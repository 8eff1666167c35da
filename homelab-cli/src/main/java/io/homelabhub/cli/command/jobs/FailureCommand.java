package io.homelabhub.cli.command.jobs;

import io.homelabhub.catalog.JobDefinition;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.job.JobEvent;
import io.homelabhub.job.JobListener;
import io.homelabhub.job.JobRun;
import io.homelabhub.job.Jobs;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code on_failure} of the catalog when a run by schedule has failed and it is for this process to tell, on the thread that is told. What it prints
 * goes where this program's words go.
 */
final class FailureCommand implements JobListener {
    private static final int LONGEST_MINUTES = 5;

    private final Invocation invocation;
    private final String project;
    private final Jobs jobs;
    private final JobListener next;
    private Map<String, JobDefinition> described;

    /** @param next is told of everything first */
    FailureCommand(Invocation invocation, String project, Jobs jobs, JobListener next) {
        this.invocation = invocation;
        this.project = project;
        this.jobs = jobs;
        this.next = next;
        this.described = jobs.described();
    }

    @Override
    public void on(JobEvent event) {
        next.on(event);
        if (event instanceof JobEvent.OnFailure failure) {
            Optional.ofNullable(described().get(event.job()))
                    .flatMap(JobDefinition::onFailure)
                    .ifPresent(command -> run(event.job(), command, told(failure)));
        }
    }

    /** As the files are now; while they cannot be read, as they were. */
    private synchronized Map<String, JobDefinition> described() {
        try {
            described = jobs.described();
        } catch (HomelabException broken) {
            // the scheduler tells what is wrong with them
        }
        return described;
    }

    private Map<String, String> told(JobEvent.OnFailure failure) {
        Optional<JobRun> run = failure.run();
        return Map.of(
                "HOMELAB_PROJECT", project,
                "HOMELAB_JOB", failure.job(),
                "HOMELAB_STATE",
                        run.map(JobRun::state)
                                .orElse(JobRun.State.FAILED)
                                .name()
                                .toLowerCase(Locale.ROOT),
                "HOMELAB_EXIT_CODE",
                        run.flatMap(JobRun::exitCode).map(Object::toString).orElse(""),
                "HOMELAB_REASON", reason(failure),
                "HOMELAB_CONTAINER", run.map(JobRun::container).orElse(""));
    }

    private static String reason(JobEvent.OnFailure failure) {
        return failure.reason().isEmpty()
                ? failure.run()
                        .map(run -> run.failure().orElseGet(() -> JobText.state(run)))
                        .orElse("")
                : failure.reason();
    }

    private void run(String job, String command, Map<String, String> told) {
        ProcessBuilder builder = new ProcessBuilder(List.of("/bin/sh", "-c", command))
                .directory(invocation.console().workingDirectory().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(told);
        try {
            Process process = builder.start();
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                say(job, "took longer than " + LONGEST_MINUTES + " minutes and was ended");
            } else if (process.exitValue() != 0) {
                say(job, "ended with exit code " + process.exitValue());
            }
        } catch (IOException failure) {
            say(job, "could not be started: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void say(String job, String what) {
        invocation.messages().line("homelab: on_failure of job " + job + " " + what + ".");
        invocation.console().flush();
    }
}
