package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabBuilder;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Consent;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.OwnerNotice;
import io.homelabhub.cli.line.Signals;
import io.homelabhub.cli.output.Console;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.cli.progress.JsonProgress;
import io.homelabhub.cli.progress.PlainProgress;
import io.homelabhub.cli.progress.TerminalProgress;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.fleet.FleetPlan;
import io.homelabhub.fleet.FleetResult;
import io.homelabhub.notification.RunNotice;
import io.homelabhub.plan.Plan;
import io.homelabhub.report.PlanTotals;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Applies a plan for somebody who looks on: asks before it destroys, shows progress, hears Ctrl-C, reports. */
final class AttendedApply {
    private final Invocation invocation;
    private final RunOptions options;
    private final OutputFormat format;
    private final RunOptions.Progress progress;
    private final Optional<BackupFirst> backup;

    AttendedApply(Invocation invocation, RunOptions options, OutputFormat format) {
        this(invocation, options, format, options.progress(), Optional.empty());
    }

    /** @param backup that may have to be taken first */
    AttendedApply(Invocation invocation, RunOptions options, OutputFormat format, BackupFirst backup) {
        this(invocation, options, format, options.progress(), Optional.of(backup));
    }

    /** @param progress how it is shown, whatever the options say */
    AttendedApply(Invocation invocation, RunOptions options, OutputFormat format, RunOptions.Progress progress) {
        this(invocation, options, format, progress, Optional.empty());
    }

    private AttendedApply(
            Invocation invocation,
            RunOptions options,
            OutputFormat format,
            RunOptions.Progress progress,
            Optional<BackupFirst> backup) {
        this.invocation = invocation;
        this.options = options;
        this.format = format;
        this.progress = progress;
        this.backup = backup;
    }

    /** A runtime that tells its progress as the options want it. */
    HomelabRuntime runtime() {
        HomelabBuilder builder = invocation.builder().listener(listener());
        options.parallelism().ifPresent(builder::parallelism);
        return builder.build();
    }

    /** Applies {@code prepared} unless it would destroy something that nobody agrees to. */
    ExitCode apply(PreparedPlan prepared) {
        return told(applied(prepared));
    }

    /** Applies {@code prepared}, to all of which somebody has agreed. */
    ExitCode applyAgreed(PreparedPlan prepared) {
        announce(prepared);
        return told(Optional.of(new ApplyReport(run(prepared))));
    }

    /** Applies a plan over several hosts unless it would destroy something that nobody agrees to. */
    ExitCode apply(FleetPlan plan) {
        Consent consent = new Consent(invocation, options.yes());
        plan.hosts()
                .forEach((host, part) -> announce(
                        part.plan(), " on " + host + " (" + part.engine().endpoint() + ")"));
        if (!plan.isRefused() && !consent.given(plan.plans())) {
            return ExitCode.REFUSED;
        }
        FleetReport report = new FleetReport(cancellable(plan::run), plan.notices());
        if (report.code() == ExitCode.DONE || format != OutputFormat.TABLE) {
            invocation.show(report, format);
        } else {
            report.print(invocation.messages());
        }
        tellOwner(report.result());
        return report.code();
    }

    private ExitCode told(Optional<ApplyReport> report) {
        report.ifPresent(made -> {
            if (made.code() == ExitCode.DONE || format != OutputFormat.TABLE) {
                invocation.show(made, format);
            } else {
                made.print(invocation.messages());
            }
            tellOwner(made);
        });
        return report.map(ApplyReport::code).orElse(ExitCode.REFUSED);
    }

    /** Likewise, where standard output is for another program: a success is no word of ours. */
    ExitCode applyForAnother(PreparedPlan prepared) {
        Optional<ApplyReport> report = applied(prepared);
        report.filter(made -> made.code() != ExitCode.DONE).ifPresent(made -> {
            made.print(invocation.messages());
            tellOwner(made);
        });
        return report.map(ApplyReport::code).orElse(ExitCode.REFUSED);
    }

    /** Once for each host that failed by itself, or that nobody knows any more of. */
    private void tellOwner(FleetResult result) {
        result.hosts().forEach((host, part) -> {
            if (result.failures().containsKey(host) || result.lost().contains(host)) {
                RunNotice.of(part, invocation.timing().now())
                        .map(notice -> notice.on(host))
                        .ifPresent(notice -> {
                            invocation.console().flush();
                            new OwnerNotice(invocation).tell(notice);
                        });
            }
        });
    }

    private void tellOwner(ApplyReport report) {
        RunNotice.of(report.result(), invocation.timing().now()).ifPresent(notice -> {
            invocation.console().flush(); // whoever looks on reads it first
            new OwnerNotice(invocation).tell(notice);
        });
    }

    /** @return empty if nobody agrees */
    private Optional<ApplyReport> applied(PreparedPlan prepared) {
        Plan plan = prepared.plan();
        announce(prepared);
        Consent consent = new Consent(invocation, options.yes());
        offerBackup(plan);
        return plan.isRefused() || consent.given(plan) ? Optional.of(new ApplyReport(run(prepared))) : Optional.empty();
    }

    private void announce(PreparedPlan prepared) {
        EngineInfo engine = prepared.engine();
        announce(
                prepared.plan(),
                engine.host()
                        .map(host -> " on " + host + " (" + engine.endpoint() + ")")
                        .orElse(""));
    }

    private void announce(Plan plan, String where) {
        if (isTalkative() && !plan.isEmpty() && !plan.isRefused()) {
            invocation.messages().line(plan.operation() + where + ": " + new PlanTotals(plan).changes());
            invocation.console().flush();
        }
    }

    private void offerBackup(Plan plan) {
        boolean loses = plan.changes().stream()
                .anyMatch(change -> change.losesData() && change.verdict().changesSomething());
        if (loses
                && !plan.isRefused()
                && !options.yes()
                && backup.isPresent()
                && !backup.get().isWanted()) {
            invocation.messages().line("This loses data. With --backup, a backup is taken first.");
        }
    }

    private ApplyResult run(PreparedPlan prepared) {
        return cancellable(cancellation -> {
            if (!prepared.plan().isEmpty() && !prepared.plan().isRefused()) {
                backup.filter(BackupFirst::isWanted)
                        .ifPresent(first -> first.take(invocation, options.lockWait(), cancellation));
            }
            return prepared.run(cancellation);
        });
    }

    private <T> T cancellable(Function<Cancellation, T> work) {
        Cancellation cancellation = new Cancellation();
        AtomicBoolean again = new AtomicBoolean();
        Signals signals = Signals.handledBy(() -> cancel(cancellation, again.getAndSet(true)));
        try {
            return work.apply(cancellation);
        } finally {
            signals.close();
        }
    }

    private void cancel(Cancellation cancellation, boolean again) {
        if (again) {
            cancellation.cancelNow();
        } else {
            invocation.messages().line("\nCancelling: running steps finish first. Press Ctrl-C again to stop at once.");
            invocation.console().flush();
            cancellation.cancel();
        }
    }

    private boolean isTalkative() {
        return progress != RunOptions.Progress.JSON && progress != RunOptions.Progress.QUIET;
    }

    private ProgressListener listener() {
        Console console = invocation.console();
        boolean terminal = console.errIsTerminal()
                && !console.environment().getOrDefault("TERM", "").equals("dumb");
        return switch (progress) {
            case AUTO -> terminal ? onTerminal() : new PlainProgress(console.err(), invocation.timing());
            case TTY -> onTerminal();
            case PLAIN -> new PlainProgress(console.err(), invocation.timing());
            case JSON -> new JsonProgress(console.err());
            case QUIET -> ProgressListener.NONE;
        };
    }

    private ProgressListener onTerminal() {
        Console console = invocation.console();
        return new TerminalProgress(
                console.err(),
                invocation.colored(console.errIsTerminal()),
                console.columns(),
                console.lines(),
                invocation.timing());
    }
}
