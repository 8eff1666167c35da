package io.homelabhub.cli.command.services;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.graph.GraphFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab services graph}: the dependencies as a drawing. */
final class ServicesGraphCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(this, "Draws the dependencies between services.");

    private final Supplier<GraphFormat> format = syntax.choice(
            GraphFormat.MERMAID,
            OptionSpec.builder("--format")
                    .paramLabel("FORM")
                    .description("mermaid (as Markdown pages show it) or dot (for Graphviz)."));

    ServicesGraphCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        ProjectDefinition definition = invocation.runtime().definition();
        Map<String, String> groups = new LinkedHashMap<>();
        definition.catalog().services().forEach((name, service) -> service.group()
                .ifPresent(group -> groups.put(name, group)));
        invocation.console().out().print(format.get().render(definition.graph(), groups));
        return ExitCode.DONE;
    }
}
