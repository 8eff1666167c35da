package io.homelabhub.cli.command.services;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.OutputFormat;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab services catalog}: everything the catalog says. */
final class ServicesCatalogCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(this, "Prints the whole catalog, defaults filled in.");

    private final Supplier<OutputFormat> format = syntax.choice(
            OutputFormat.YAML, OptionSpec.builder("--format").paramLabel("FORM").description("yaml or json."));

    ServicesCatalogCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        invocation.show(new CatalogResult(invocation.runtime().catalog()), format.get());
        return ExitCode.DONE;
    }
}
