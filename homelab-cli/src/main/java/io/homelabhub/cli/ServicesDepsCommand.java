package io.homelabhub.cli;

import io.homelabhub.Definition;
import io.homelabhub.catalog.ServiceSelector;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code homelab services deps}: what services need. */
@CommandLine.Command(name = "deps", description = "Shows what services need and what they can use.")
final class ServicesDepsCommand implements Command {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "Services, groups or all.")
    private List<String> names = List.of();

    @Mixin
    private final FormatOption format = new FormatOption();

    ServicesDepsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        Definition definition = invocation.runtime().definition();
        List<String> services = new ServiceSelector(definition.catalog(), definition.graph()).members(names);
        invocation.show(new DependenciesResult(definition.catalog(), definition.graph(), services), format.format);
        return ExitCode.DONE;
    }
}
