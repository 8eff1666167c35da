package io.homelabhub.cli;

import io.homelabhub.DeployRequest;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code homelab deploy}: makes services run as the files describe them. */
@CommandLine.Command(
        name = "deploy",
        description = {
            "Makes services run as the catalog and the Compose files describe them, with what they need.",
            "Returns when everything is ready. If something fails, what was done is taken back."
        })
final class DeployCommand implements Command {
    private final Invocation invocation;

    @Mixin
    private final DeployOptions deploy = new DeployOptions();

    @Mixin
    private final RunOptions run = new RunOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    DeployCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        DeployRequest request = deploy.request().withLockWait(run.lockWait());
        DeployRequest limited = run.within().map(request::withWithin).orElse(request);
        Application application = new Application(invocation, run, format.format);
        return application.apply(application.runtime().plan(limited));
    }
}
