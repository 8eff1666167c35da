package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.deployment.RemovalRequest;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab rm}: takes containers away that are down. */
public final class RemoveCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Removes containers that are down, and leaves what is up, networks and named volumes.",
            "Anonymous volumes that only they used go with them. To take away what is up: `homelab undeploy`.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("1..*")
            .description("Services, groups, patterns or profiles, or all."));

    private final Supplier<Boolean> stop = syntax.flag(
            OptionSpec.builder("-s", "--stop")
                    .description(
                            "Stops what is up and removes it, too; as `homelab undeploy` does, which refuses what others need."));

    private final RunOptions run = new RunOptions(syntax);

    private final FormatOption format = new FormatOption(syntax);

    public RemoveCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        AttendedApply application = new AttendedApply(invocation, run, format.format());
        RemovalRequest request =
                RemovalRequest.of(names.get()).withOnlyDown(!stop.get()).withLockWait(run.lockWait());
        RemovalRequest limited = run.within().map(request::withWithin).orElse(request);
        HomelabRuntime runtime = application.runtime();
        return runtime.fleet().isSpread(limited)
                ? application.apply(runtime.fleet().plan(limited))
                : application.apply(runtime.planRemoval(limited));
    }
}
