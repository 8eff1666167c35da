package io.homelabhub.cli.command.status;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.fleet.Fleet;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab health}: whether what is deployed is well. */
public final class HealthCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Checks what is deployed: containers, their health tests and the catalog's endpoints, all asked now.",
            "Of everything, jobs too: one that failed or is overdue is not well. Ends with 9 if something is not"
                    + " healthy.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("0..*")
            .description("Services or groups; everything that is deployed if not given."));

    private final FormatOption format = new FormatOption(syntax);

    public HealthCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        Fleet fleet = invocation.runtime().fleet();
        if (fleet.isSpread()) {
            FleetHealthResult everywhere = FleetHealthResult.of(fleet.health(names.get()));
            invocation.show(everywhere, format.format());
            return everywhere.code();
        }
        HealthResult result =
                new HealthResult(invocation.runtime().health(names.get().toArray(String[]::new)));
        invocation.tell(result.health().problems());
        invocation.show(result, format.format());
        return result.isHealthy() ? ExitCode.DONE : ExitCode.UNHEALTHY;
    }
}
