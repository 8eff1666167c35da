package io.homelabhub.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code homelab health}: whether what is deployed is well. */
@CommandLine.Command(name = "health", description = "Checks what is deployed. Ends with 9 if something is not healthy.")
final class HealthCommand implements Command {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Services or groups; everything if not given.")
    private List<String> names = List.of();

    @Mixin
    private final FormatOption format = new FormatOption();

    HealthCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        HealthResult result = new HealthResult(invocation.status(names), !names.isEmpty());
        invocation.show(result, format.format);
        return result.isHealthy() ? ExitCode.DONE : ExitCode.UNHEALTHY;
    }
}
