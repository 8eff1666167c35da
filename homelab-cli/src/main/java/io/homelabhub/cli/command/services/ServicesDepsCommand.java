package io.homelabhub.cli.command.services;

import io.homelabhub.catalog.ServiceSelector;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.definition.ProjectDefinition;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab services deps}: what services need. */
final class ServicesDepsCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(this, "Shows what services need and what they can use.");

    private final Supplier<List<String>> names = syntax.words(
            PositionalParamSpec.builder().paramLabel("NAME").arity("1..*").description("Services, groups or all."));

    private final FormatOption format = new FormatOption(syntax);

    ServicesDepsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        ProjectDefinition definition = invocation.runtime().definition();
        List<String> services = new ServiceSelector(definition.catalog(), definition.graph()).members(names.get());
        invocation.show(new DependenciesResult(definition.catalog(), definition.graph(), services), format.format());
        return ExitCode.DONE;
    }
}
