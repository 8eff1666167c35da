package io.homelabhub.cli.command.hosts;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;

/** {@code homelab hosts}: the machines that {@code --host} can name. */
public final class HostsCommand implements Command {
    private final Syntax syntax = new Syntax(this, "Lists, checks and adds the hosts that --host can name.");

    public HostsCommand(Invocation invocation) {
        syntax.add("list", new HostsListCommand(invocation));
        syntax.add("check", new HostsCheckCommand(invocation));
        syntax.add("add", new HostsAddCommand(invocation));
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        throw syntax.failure("`hosts` needs a command");
    }
}
