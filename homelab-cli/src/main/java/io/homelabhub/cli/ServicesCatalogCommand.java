package io.homelabhub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code homelab services catalog}: everything the catalog says. */
@CommandLine.Command(name = "catalog", description = "Prints the whole catalog, defaults filled in.")
final class ServicesCatalogCommand implements Command {
    private final Invocation invocation;

    @Option(names = "--format", paramLabel = "FORM", defaultValue = "yaml", description = "yaml or json.")
    private OutputFormat format = OutputFormat.YAML;

    ServicesCatalogCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        invocation.show(new CatalogResult(invocation.runtime().catalog()), format);
        return ExitCode.DONE;
    }
}
