package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Consent;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.timer.InstalledTimers;
import io.homelabhub.cli.timer.TimerCall;
import io.homelabhub.cli.timer.TimerFiles;
import io.homelabhub.cli.timer.TimerPlace;
import io.homelabhub.job.Timetable;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab jobs install}: has cron or systemd keep the time of jobs. */
final class JobsInstallCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Has cron or systemd run what has a schedule: jobs, and backups.",
            "Shows the files before it writes them. Files of the project that are no longer needed go. Install again"
                    + " when a schedule has changed; of jobs, `homelab plan` tells when it has.");
    private final TimerPlace place = new TimerPlace(syntax);
    private final TimerCall call;
    private final Supplier<Optional<String>> user = syntax.value(
            String.class,
            OptionSpec.builder("--user")
                    .paramLabel("NAME")
                    .description("With --cron: who it runs as; root if not given."));
    private final Supplier<Boolean> yes =
            syntax.flag(OptionSpec.builder("-y", "--yes").description("Writes without asking."));

    JobsInstallCommand(Invocation invocation) {
        this.invocation = invocation;
        this.call = new TimerCall(invocation, syntax);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        boolean cron = place.isCron();
        Timetable timetable = invocation.runtime().jobs().timetable();
        TimerFiles files = call.files(timetable);
        Path folder = place.folder(invocation);
        SortedMap<Path, String> wanted = timetable.isEmpty()
                ? new TreeMap<>()
                : cron
                        ? files.cron(
                                folder,
                                user.get().orElse("root"),
                                ZoneId.systemDefault(),
                                invocation.timing().now())
                        : files.systemd(folder);
        return install(new InstalledTimers(folder), wanted, timetable);
    }

    private ExitCode install(InstalledTimers timers, SortedMap<Path, String> wanted, Timetable timetable) {
        SortedMap<Path, String> there = timers.of(timetable.project());
        TreeSet<Path> stale = new TreeSet<>(there.keySet());
        stale.removeAll(wanted.keySet());
        Page page = invocation.messages();
        if (there.equals(wanted)) {
            page.line(
                    wanted.isEmpty()
                            ? "Nothing has a schedule."
                            : "All is as it should be in " + timers.folder() + ".");
            return ExitCode.DONE;
        }
        wanted.forEach((file, content) -> {
            page.line((there.containsKey(file) ? content.equals(there.get(file)) ? "  " : "~ " : "+ ") + file);
            content.lines().skip(1).forEach(line -> page.line(line.isEmpty() ? "" : "    " + line));
        });
        stale.forEach(file -> page.line("- " + file));
        if (!new Consent(invocation, yes.get()).given("Write this?")) {
            return ExitCode.CANCELLED;
        }
        timers.write(wanted);
        timers.remove(stale);
        advise(page, wanted);
        return ExitCode.DONE;
    }

    private void advise(Page page, SortedMap<Path, String> written) {
        page.line("Written.");
        if (!place.isCron() && !written.isEmpty()) {
            page.advice("`%s daemon-reload && %s enable --now %s` starts the timers."
                    .formatted(place.systemctl(), place.systemctl(), TimerFiles.timers(written.keySet())));
            if (place.isUsers()) {
                page.advice("`loginctl enable-linger` keeps them going while you are not logged in.");
            }
        }
    }
}
