package io.homelabhub.cli;

import io.homelabhub.DeployRequest;
import java.util.List;

/** {@code homelab fix}: puts everything right, as {@code deploy all}. */
final class FixCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Repairs everything: what is missing, stopped or changed by hand becomes what the files describe.",
            "The same as `homelab deploy all`.");

    private final RunOptions run = new RunOptions(syntax);

    private final FormatOption format = new FormatOption(syntax);

    FixCommand(Invocation invocation) {
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
        Application application = new Application(invocation, run, format.format());
        return application.apply(application.runtime().plan(limited));
    }
}
