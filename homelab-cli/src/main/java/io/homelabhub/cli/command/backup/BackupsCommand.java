package io.homelabhub.cli.command.backup;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;

/** {@code homelab backups}: those that there are. */
public final class BackupsCommand implements Command {
    private final Syntax syntax = new Syntax(this, "Lists, shows, tries out and prunes backups.");

    public BackupsCommand(Invocation invocation) {
        syntax.add("list", new BackupsListCommand(invocation));
        syntax.add("show", new BackupsShowCommand(invocation));
        syntax.add("verify", new BackupsVerifyCommand(invocation));
        syntax.add("prune", new BackupsPruneCommand(invocation));
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        throw syntax.failure("`backups` needs a command");
    }
}
