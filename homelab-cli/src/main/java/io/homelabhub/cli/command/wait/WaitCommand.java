package io.homelabhub.cli.command.wait;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.ExitStatus;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.operation.ContainerEnd;
import io.homelabhub.operation.ServiceEnds;
import io.homelabhub.report.PlanTotals;
import io.homelabhub.run.ApplyResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab wait}: until containers have ended. */
public final class WaitCommand implements Command {
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Waits until the containers of services have ended, and passes on how.",
            "Ends with the exit code of the first that did not end with 0. What its restart policy starts again has not ended.",
            "Where none is up, it is told at once how they have ended.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("1..*")
            .description("Services, groups or patterns, or all."));

    private final Supplier<Boolean> down = syntax.flag(OptionSpec.builder("--down-project")
            .description("Undeploys the whole project as soon as the first has ended; volumes stay."));

    public WaitCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitStatus run() {
        try (ServiceEnds ends = invocation.runtime().services().ends(names.get())) {
            if (ends.isEmpty()) {
                invocation
                        .messages()
                        .line("Nothing of " + String.join(", ", names.get()) + " has a container to wait for.");
                return ExitCode.UNHEALTHY;
            }
            ExitStatus status = told(ends);
            return down.get() ? undeployed(status) : status;
        }
    }

    private ExitStatus undeployed(ExitStatus status) {
        ApplyResult removal = invocation
                .runtime()
                .planRemoval(RemovalRequest.of(List.of("all")))
                .apply();
        invocation.messages().line(new PlanTotals(removal.plan()).done(Set.of()));
        return status;
    }

    private ExitStatus told(ServiceEnds ends) {
        int code = 0;
        for (Optional<ContainerEnd> end = ends.next(A_YEAR); end.isPresent(); end = ends.next(A_YEAR)) {
            ContainerEnd one = end.get();
            invocation.console().out().println(one.container() + " ended with exit code " + one.exitCode());
            invocation.console().flush();
            code = code == 0 ? one.exitCode() : code;
            if (down.get()) {
                break;
            }
        }
        return ExitStatus.passedOn(code);
    }
}
