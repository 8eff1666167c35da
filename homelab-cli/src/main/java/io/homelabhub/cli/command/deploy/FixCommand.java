package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.deployment.DeployRequest;
import java.util.List;

/** {@code homelab fix}: puts everything right, as {@code deploy all}. */
public final class FixCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Repairs everything: what is missing, stopped or changed by hand becomes what the files describe.",
            "The same as `homelab deploy all`.");

    private final RunOptions run = new RunOptions(syntax);

    private final FormatOption format = new FormatOption(syntax);

    public FixCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        DeployRequest request = DeployRequest.of(List.of("all")).withLockWait(run.lockWait());
        DeployRequest limited = run.within().map(request::withWithin).orElse(request);
        AttendedApply application = new AttendedApply(invocation, run, format.format());
        return application.apply(application.runtime().plan(limited));
    }
}
