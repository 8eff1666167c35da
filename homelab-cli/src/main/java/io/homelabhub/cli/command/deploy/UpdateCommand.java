package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.planning.Pull;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab update}: the newest images that the registries have under the services' names. */
public final class UpdateCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Pulls the newest images of services and deploys those that have got another one.",
            "If one does not become ready, everything is taken back: the old containers, and what the names of the images stood for.");

    private final Supplier<List<String>> names = syntax.words(
            PositionalParamSpec.builder()
                    .paramLabel("NAME")
                    .arity("0..*")
                    .description(
                            "Services, groups or patterns, or all; without a catalog, all if not given. What they need stays as it is."));

    private final BackupFirst backup = new BackupFirst(syntax);

    private final RunOptions run = new RunOptions(syntax);

    private final FormatOption format = new FormatOption(syntax);

    public UpdateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        AttendedApply application = new AttendedApply(invocation, run, format.format(), backup);
        HomelabRuntime runtime = application.runtime();
        List<String> asked = names.get();
        if (asked.isEmpty() && runtime.catalogFile().isPresent()) {
            throw syntax.failure("missing NAME: give services, groups or patterns, or all");
        }
        backup.requireAllHere(runtime);
        DeployRequest request = DeployRequest.of(asked.isEmpty() ? List.of("all") : asked)
                .withDependencies(false)
                .withPull(Pull.ALWAYS)
                .withLockWait(run.lockWait());
        return application.apply(
                runtime.plan(run.within().map(request::withWithin).orElse(request)));
    }
}
