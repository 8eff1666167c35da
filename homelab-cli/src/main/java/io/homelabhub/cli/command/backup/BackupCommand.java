package io.homelabhub.cli.command.backup;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.backup.BackupPlan;
import io.homelabhub.backup.BackupRequest;
import io.homelabhub.backup.BackupResult;
import io.homelabhub.backup.PreparedBackup;
import io.homelabhub.backup.ScheduledBackups;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.NotReached;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.OutputFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab backup}: takes one. */
public final class BackupCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Backs up databases and volumes, each as it was at one moment.",
            "PostgreSQL and Redis are dumped while they serve; of all else the volumes are read while those that write to them are paused."
                    + " Ends with 12 if something that should be in the backup is not.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("0..*")
            .description("Services, groups or patterns; all that have containers if not given."));

    private final Supplier<Optional<String>> to = syntax.value(
            String.class,
            OptionSpec.builder("--to")
                    .paramLabel("DIR")
                    .description(
                            "The folder that the backup's own is made in; `backups` beside the files if not given."));

    private final Supplier<Boolean> encrypt = syntax.flag(OptionSpec.builder("--encrypt")
            .description("Encrypts every part to the recipients of .sops.yaml; `age` opens them."));

    private final Supplier<Boolean> planOnly =
            syntax.flag(OptionSpec.builder("--plan").description("Shows what would be done, and does nothing."));

    private final Supplier<Boolean> due = syntax.flag(
            OptionSpec.builder("--due")
                    .description(
                            "Takes one only if the schedule of the files has asked for one since the newest: for timers. Waits ten minutes for a deploy unless --lock-wait says otherwise."));

    private final Attended attended;
    private final FormatOption format;

    public BackupCommand(Invocation invocation) {
        this.invocation = invocation;
        this.attended = new Attended(invocation, syntax);
        this.format = new FormatOption(syntax);
        syntax.offer("schedule", new BackupScheduleCommand(invocation));
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        if (due.get()) {
            return takeIfDue();
        }
        BackupRequest request = BackupRequest.of(names.get()).withLockWait(attended.lockWait());
        Optional<Path> folder = to.get().map(this::folder);
        request = folder.isPresent() ? request.withFolder(folder.get()) : request;
        HomelabRuntime runtime = invocation.runtime();
        request = encrypt.get() ? request.withRecipients(runtime.backups().recipients()) : request;
        NotReached missed = new NotReached(invocation, runtime, names.get());
        missed.tell("backed up", "backup %s");
        PreparedBackup prepared = runtime.backups().plan(request);
        invocation.tell(prepared.problems());
        if (planOnly.get()) {
            invocation.show(new BackupPlanResult(prepared.plan()), format.format());
            return ExitCode.DONE;
        }
        announce(prepared.plan());
        BackupResult result = attended.run(cancellation -> prepared.take(attended.listener(), cancellation));
        invocation.show(new TakenResult(result.backup()), format.format());
        return result.isComplete() && missed.isNothing() ? ExitCode.DONE : ExitCode.NOT_ALL;
    }

    /** Of everything, into the usual folder, as the files say. */
    private ExitCode takeIfDue() {
        if (!names.get().isEmpty() || to.get().isPresent() || encrypt.get() || planOnly.get()) {
            throw new UsageException("--due takes what the files ask for; leave names, --to, --encrypt and --plan out");
        }
        HomelabRuntime runtime = invocation.runtime();
        ScheduledBackups scheduled = runtime.backups().scheduled();
        ScheduledBackups.Outcome outcome = attended.run(cancellation ->
                scheduled.takeIfDue(attended.lockWait(ScheduledBackups.LOCK_WAIT), attended.listener(), cancellation));
        if (outcome.result().isEmpty()) {
            invocation.messages().line("No backup is due, or nothing is deployed.");
            return ExitCode.DONE;
        }
        NotReached missed = new NotReached(invocation, runtime, List.of());
        missed.tell("backed up", "backup %s");
        BackupResult result = outcome.result().get();
        invocation.show(new TakenResult(result.backup()), format.format());
        outcome.pruned().forEach(id -> invocation.messages().line("removed " + id));
        outcome.problem().ifPresent(problem -> invocation.messages().line("Note: " + problem));
        return result.isComplete() && missed.isNothing() ? ExitCode.DONE : ExitCode.NOT_ALL;
    }

    /** Stores that are no folder are refused by name. */
    private Path folder(String text) {
        if (text.matches("[a-z][a-z0-9+]{1,}:.*")) {
            throw new UsageException("--to " + text + ": " + text.substring(0, text.indexOf(':'))
                    + " stores are not supported; give a folder, and have that stored");
        }
        return invocation.console().workingDirectory().resolve(text);
    }

    private void announce(BackupPlan plan) {
        if (attended.isTalkative() && format.format() == OutputFormat.TABLE) {
            new BackupPlanResult(plan).print(invocation.messages());
            invocation.console().flush();
        }
    }
}
