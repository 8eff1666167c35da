package io.homelabhub.cli.command.hosts;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.inventory.HostCheck;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab hosts check}: which of them answer. */
final class HostsCheckCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Asks the engines of hosts who they are, all of them side by side.",
            "Says of each that does not answer why, and what to do. Ends with 4 if there is one.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("HOST")
            .arity("0..*")
            .description("Hosts to look at; all of them if none is given."));

    private final FormatOption format = new FormatOption(syntax);

    HostsCheckCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        List<HostCheck> checks = invocation.runtime().hosts().check(names.get());
        invocation.show(new HostChecksResult(checks), format.format());
        return checks.stream().allMatch(HostCheck::isReachable) ? ExitCode.DONE : ExitCode.ENGINE_UNREACHABLE;
    }
}
