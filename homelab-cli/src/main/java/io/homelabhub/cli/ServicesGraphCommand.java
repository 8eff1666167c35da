package io.homelabhub.cli;

import io.homelabhub.Definition;
import io.homelabhub.graph.GraphFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code homelab services graph}: the dependencies as a drawing. */
@CommandLine.Command(name = "graph", description = "Draws what depends on what.")
final class ServicesGraphCommand implements Command {
    private final Invocation invocation;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "mermaid",
            description = "mermaid (as Markdown pages show it) or dot (for Graphviz).")
    private GraphFormat format = GraphFormat.MERMAID;

    ServicesGraphCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        Definition definition = invocation.runtime().definition();
        Map<String, String> groups = new LinkedHashMap<>();
        definition.catalog().services().forEach((name, service) -> service.group()
                .ifPresent(group -> groups.put(name, group)));
        invocation.console().out().print(format.render(definition.graph(), groups));
        return ExitCode.DONE;
    }
}
