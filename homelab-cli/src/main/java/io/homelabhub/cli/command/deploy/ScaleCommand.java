package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.deployment.DeployRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab scale}: gives services so many containers. */
public final class ScaleCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Deploys services with so many containers, whatever the files say.",
            "The next `homelab deploy` goes by the files again, unless it is given --scale.");

    private final Supplier<List<String>> scales = syntax.words(PositionalParamSpec.builder()
            .paramLabel("SERVICE=N")
            .arity("1..*")
            .description("A service and its number of containers, as celery-worker=4."));

    private final Supplier<Boolean> withoutDependencies =
            syntax.flag(OptionSpec.builder("--no-deps").description("Leaves out what the services need."));

    private final RunOptions run = new RunOptions(syntax);

    private final FormatOption format = new FormatOption(syntax);

    public ScaleCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        Map<String, Integer> counts = Scales.parse("", scales.get());
        AttendedApply application = new AttendedApply(invocation, run, format.format());
        DeployRequest request = DeployRequest.of(List.copyOf(counts.keySet()))
                .withDependencies(!withoutDependencies.get())
                .withScale(counts)
                .withLockWait(run.lockWait());
        return application.apply(
                application.runtime().plan(run.within().map(request::withWithin).orElse(request)));
    }
}
