package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;

/** {@code homelab secrets}: values that are encrypted in files, as sops does it. */
public final class SecretsCommand implements Command {
    private final Syntax syntax = new Syntax(
            this,
            "Makes, shows and changes files that are encrypted as sops does it, for age's keys.",
            "Values come from a pipe or are asked for; none is ever an argument, where everybody on the machine could read it.");

    public SecretsCommand(Invocation invocation) {
        syntax.add("keygen", new KeygenCommand(invocation));
        syntax.add("init", new InitCommand(invocation));
        syntax.add("list", new ListCommand(invocation));
        syntax.add("show", ListCommand.show(invocation));
        syntax.add("get", new GetCommand(invocation));
        syntax.add("set", new SetCommand(invocation));
        syntax.add("unset", new UnsetCommand(invocation));
        syntax.add("edit", new EditCommand(invocation));
        syntax.add("updatekeys", new UpdateKeysCommand(invocation));
        syntax.add("rotate", new RotateCommand(invocation));
        syntax.add("rotate-data-key", new RotateDataKeyCommand(invocation));
        syntax.add("check", new CheckCommand(invocation));
        syntax.footer(
                "",
                "Keys are looked for where sops does: SOPS_AGE_KEY, SOPS_AGE_KEY_FILE, SOPS_AGE_KEY_CMD and",
                "~/.config/sops/age/keys.txt.");
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        throw syntax.failure("`secrets` needs a command");
    }
}
