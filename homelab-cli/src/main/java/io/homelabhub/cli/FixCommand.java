package io.homelabhub.cli;

import io.homelabhub.DeployRequest;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code homelab fix}: puts everything right, as {@code deploy all}. */
@CommandLine.Command(
        name = "fix",
        description = {
            "Puts everything right: what is missing, stopped or changed by hand is made as the files describe it.",
            "The same as `homelab deploy all`."
        })
final class FixCommand implements Command {
    private final Invocation invocation;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    FixCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        DeployRequest request = DeployRequest.of(List.of("all")).withLockWait(run.lockWait());
        DeployRequest limited = run.within().map(request::withWithin).orElse(request);
        Application application = new Application(invocation, run, format.format);
        return application.apply(application.runtime().plan(limited));
    }
}
