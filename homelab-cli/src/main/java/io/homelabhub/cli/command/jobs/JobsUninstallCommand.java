package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Consent;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.timer.InstalledTimers;
import io.homelabhub.cli.timer.TimerFiles;
import io.homelabhub.cli.timer.TimerPlace;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab jobs uninstall}: takes away what {@code install} has written. */
final class JobsUninstallCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Removes the timers of the project's jobs that `jobs install` has written.",
            "Shows the files before it removes them, and touches no other.");
    private final TimerPlace place = new TimerPlace(syntax);
    private final Supplier<Boolean> yes =
            syntax.flag(OptionSpec.builder("-y", "--yes").description("Removes without asking."));

    JobsUninstallCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        boolean cron = place.isCron();
        String project = invocation.runtime().jobs().timetable().project();
        InstalledTimers timers = new InstalledTimers(place.folder(invocation));
        SortedMap<Path, String> there = timers.of(project);
        Page page = invocation.messages();
        if (there.isEmpty()) {
            page.line("There is nothing of project " + project + " in " + timers.folder() + ".");
            return ExitCode.DONE;
        }
        there.keySet().forEach(file -> page.line("- " + file));
        if (!new Consent(invocation, yes.get()).given("Remove this?")) {
            return ExitCode.CANCELLED;
        }
        timers.remove(there.keySet());
        page.line("Removed.");
        if (!cron) {
            page.advice("`%s stop %s; %s daemon-reload` ends what still runs."
                    .formatted(place.systemctl(), TimerFiles.units(project), place.systemctl()));
        }
        return ExitCode.DONE;
    }
}
