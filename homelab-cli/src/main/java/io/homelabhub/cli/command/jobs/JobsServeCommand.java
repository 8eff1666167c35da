package io.homelabhub.cli.command.jobs;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.backup.BackupKeeper;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.OwnerNotice;
import io.homelabhub.cli.line.Signals;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.job.JobScheduler;
import io.homelabhub.job.Jobs;
import io.homelabhub.notification.Lookout;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab jobs serve}: keeps the time of jobs. */
final class JobsServeCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Runs the project's jobs, and takes its backups, whenever they are due, until Ctrl-C.",
            "Any number may serve one project, on one machine or several: each time is run for once. Runs that are"
                    + " under way when it ends go on.");
    private final Supplier<Boolean> json = syntax.flag(
            OptionSpec.builder("--json").description("Prints what happens as one JSON object per line, for programs."));

    JobsServeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        HomelabRuntime runtime = invocation.builder().keepEngineOpen(true).build();
        Jobs jobs = runtime.jobs();
        JobScheduler scheduler = jobs.scheduler(new FailureCommand(
                invocation, jobs.timetable().project(), jobs, new JobMessages(invocation, json.get())));
        invocation
                .messages()
                .line(scheduler
                        .next()
                        .map(next -> "Serving jobs; the next is due at " + next + ".")
                        .orElse("Serving jobs; none has a schedule yet."));
        runtime.backups().scheduled().options().schedule().ifPresent(schedule -> invocation
                .messages()
                .line("A backup is due next at "
                        + schedule.after(invocation.timing().now()) + "."));
        invocation.console().flush();
        Signals signals = Signals.handledBy(scheduler::stop);
        try (runtime;
                Lookout lookout = runtime.notifications().lookout(new OwnerNotice(invocation)::report);
                BackupKeeper keeper =
                        runtime.backups().scheduled().keeper(new ServedBackups(invocation, runtime, json.get()))) {
            lookout.watch();
            keeper.begin();
            scheduler.run();
            return ExitCode.CANCELLED;
        } finally {
            signals.close();
        }
    }
}
