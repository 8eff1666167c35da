package io.homelabhub.cli.command.hosts;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;

/** {@code homelab hosts list}: what there is. */
final class HostsListCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax =
            new Syntax(this, "Lists the hosts of the catalog and of hosts.yaml beside it.", "Asks no engine.");

    private final ListingOptions listing = new ListingOptions(syntax, "names of hosts");

    HostsListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        invocation.show(new HostsResult(invocation.runtime().hosts().list()), listing);
        return ExitCode.DONE;
    }
}
