package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitStatus;
import io.homelabhub.deployment.DeployRequest;

/** {@code homelab deploy}: makes services run as the files describe them. */
public final class DeployCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Deploys services as the catalog and the Compose files describe them, with what they need.",
            "Returns when everything is ready. If something fails, what was done is taken back.");

    private final DeployOptions deploy = new DeployOptions(syntax);

    private final FollowOptions follow = new FollowOptions(syntax);

    private final BackupFirst backup = new BackupFirst(syntax);

    private final RunOptions run = new RunOptions(syntax);

    private final FormatOption format = new FormatOption(syntax);

    public DeployCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitStatus run() {
        AttendedApply application = new AttendedApply(invocation, run, format.format(), backup);
        HomelabRuntime runtime = application.runtime();
        DeployRequest request = deploy.request(runtime).withLockWait(run.lockWait());
        DeployRequest limited = run.within().map(request::withWithin).orElse(request);
        if (runtime.fleet().isSpread(limited)) {
            OneHost.require(follow.isAsked(), "the output of services is followed");
            OneHost.require(backup.isWanted(), "--backup backs up");
            return application.apply(runtime.fleet().plan(limited));
        }
        backup.requireAllHere(runtime);
        return follow.isAsked()
                ? new FollowedDeploy(invocation, application, follow).run(runtime, limited)
                : application.apply(runtime.plan(limited));
    }
}
