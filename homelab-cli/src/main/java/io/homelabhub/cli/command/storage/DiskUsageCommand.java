package io.homelabhub.cli.command.storage;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.look.ProjectDiskUsage;

/** {@code homelab df}: what the project takes of the engine's disk. */
public final class DiskUsageCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Shows what the project's images, containers and volumes take of the disk.",
            "The engine walks through all its files for that, which can take a while.");

    private final ListingOptions listing = ListingOptions.withoutIds(syntax);

    public DiskUsageCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        ProjectDiskUsage usage = invocation.runtime().services().diskUsage();
        invocation.tell(usage.problems());
        invocation.show(new DiskUsageResult(usage), listing);
        return ExitCode.DONE;
    }
}
