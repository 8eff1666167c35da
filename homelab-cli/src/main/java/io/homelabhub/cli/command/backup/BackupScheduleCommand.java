package io.homelabhub.cli.command.backup;

import io.homelabhub.backup.Backups;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.timer.TimerCall;
import io.homelabhub.cli.timer.TimerFiles;
import io.homelabhub.compose.BackupOptions;
import io.homelabhub.job.Timetable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab backup schedule}: when backups are taken by themselves, and what another program needs that shall keep the time. */
final class BackupScheduleCommand implements Command {
    private static final Path HERE = Path.of("");

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Tells when a backup is taken by itself.",
            "The files say so: `x-homelab: {backup: {schedule: \"0 3 * * *\", keep: {daily: 7}}}`. `homelab jobs serve`"
                    + " keeps the time while it runs; `homelab jobs install` has cron or systemd do it.");
    private final Supplier<Boolean> cron =
            syntax.flag(OptionSpec.builder("--cron").description("Prints the lines for a file in /etc/cron.d."));
    private final Supplier<Boolean> systemd =
            syntax.flag(OptionSpec.builder("--systemd").description("Prints the service and the timer for systemd."));
    private final TimerCall call;
    private final FormatOption format;

    BackupScheduleCommand(Invocation invocation) {
        this.invocation = invocation;
        this.call = new TimerCall(invocation, syntax);
        this.format = new FormatOption(syntax);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        if (cron.get() && systemd.get()) {
            throw new UsageException("give --cron or --systemd, not both");
        }
        Backups backups = invocation.runtime().backups();
        BackupOptions options = backups.scheduled().options();
        Timetable timetable = new Timetable(backups.project(), new TreeMap<>(), options.schedule());
        if (timetable.isEmpty()) {
            throw new BackupException(
                    BackupException.Kind.REFUSED,
                    "the files of project " + timetable.project() + " have no schedule for backups",
                    "Write `x-homelab: {backup: {schedule: \"0 3 * * *\"}}` at the top of a Compose file.");
        }
        Instant now = invocation.timing().now();
        if (cron.get() || systemd.get()) {
            TimerFiles files = call.files(timetable);
            (cron.get() ? files.cron(HERE, "root", ZoneId.systemDefault(), now) : files.systemd(HERE))
                    .forEach((file, content) -> invocation.console().out().print("# " + file + "\n" + content));
            return ExitCode.DONE;
        }
        invocation.show(
                new BackupScheduleResult(
                        options,
                        options.schedule().orElseThrow(),
                        now,
                        backups.shelf().age(timetable.project())),
                format.format());
        return ExitCode.DONE;
    }
}
