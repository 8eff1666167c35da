package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.backup.BackupEvent;
import io.homelabhub.backup.BackupRequest;
import io.homelabhub.backup.PreparedBackup;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Omission;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.run.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --backup}: everything is backed up before a plan is carried out. */
final class BackupFirst {
    private final Supplier<Boolean> wanted;

    BackupFirst(Syntax syntax) {
        wanted = syntax.flag(
                OptionSpec.builder("--backup")
                        .description(
                                "Backs up the whole project first, into `backups`; if that lacks something, nothing is changed."));
    }

    boolean isWanted() {
        return wanted.get();
    }

    /**
     * Refuses it where the project runs on other machines, too: a backup of this one alone is none of the whole project.
     *
     * @throws UsageException with what to type instead
     */
    void requireAllHere(HomelabRuntime runtime) {
        Map<String, List<String>> elsewhere = isWanted() ? runtime.fleet().elsewhere(List.of("all")) : Map.of();
        if (!elsewhere.isEmpty()) {
            throw new UsageException(elsewhere.entrySet().stream()
                    .map(host ->
                            "`homelab backup " + String.join(" ", host.getValue()) + " --host=" + host.getKey() + "`")
                    .collect(Collectors.joining(
                            ", ",
                            "--backup backs up this machine only, and services run on "
                                    + String.join(", ", elsewhere.keySet()) + ", too; type `homelab backup`, ",
                            ", then this without --backup")));
        }
    }

    /**
     * Takes the backup. What it can do without is told.
     *
     * @throws BackupException if it lacks something, cannot be taken, or is cancelled: then nothing may be changed
     * @throws io.homelabhub.session.LockedException if somebody else deploys the project
     */
    void take(Invocation invocation, Duration lockWait, Cancellation cancellation) {
        PreparedBackup prepared =
                invocation.runtime().backups().plan(BackupRequest.of(List.of()).withLockWait(lockWait));
        if (prepared.plan().isEmpty() && prepared.plan().missing().isEmpty()) {
            invocation.messages().line("There is nothing to back up yet.");
            return;
        }
        StoredBackup backup =
                prepared.take(event -> tell(invocation, event), cancellation).backup();
        if (!backup.manifest().isComplete()) {
            throw new BackupException(
                    Kind.FAILED,
                    "nothing was changed, as the backup " + backup.id() + " lacks "
                            + backup.manifest().missing().stream()
                                    .map(Omission::toString)
                                    .collect(Collectors.joining("; ")),
                    "See to that, or leave --backup out.");
        }
        invocation.messages().line("backup " + backup.id() + " taken");
        invocation.console().flush();
    }

    private static void tell(Invocation invocation, BackupEvent event) {
        if (event.kind() == BackupEvent.Kind.NOTE) {
            invocation.messages().line("! " + event.text());
        }
    }
}
