package io.homelabhub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code homelab health}: whether what is deployed is well. */
@CommandLine.Command(
        name = "health",
        description = {
            "Checks what is deployed: containers, their own health tests and the catalog's endpoints, all asked now.",
            "Ends with 9 if something is not healthy."
        })
final class HealthCommand implements Command {
    private final Invocation invocation;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Services or groups; everything that is deployed if not given.")
    private String[] names = {};

    @Mixin
    private final FormatOption format = new FormatOption();

    HealthCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        HealthResult result = new HealthResult(invocation.runtime().health(names));
        invocation.show(result, format.format);
        return result.isHealthy() ? ExitCode.DONE : ExitCode.UNHEALTHY;
    }
}
