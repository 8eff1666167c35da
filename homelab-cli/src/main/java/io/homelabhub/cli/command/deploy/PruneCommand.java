package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Consent;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.operation.PruneRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab prune}: what the project has left behind goes. */
public final class PruneCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Removes what the project has left behind: ended containers and unused networks that nothing describes, images of"
                    + " builds without a name, records of services that are gone.",
            "Shows it first, and asks. What runs stays, and so does what other projects have; volumes go only by name, and"
                    + " images that a rollback can go back to stay.");

    private final Supplier<List<String>> volumes = syntax.values(
            String.class,
            OptionSpec.builder("--volumes")
                    .paramLabel("VOLUME")
                    .arity("1")
                    .splitRegex(",")
                    .description(
                            "Removes this volume of the project and all its data as well; can be a list, or repeated."));

    private final Supplier<Boolean> dryRun =
            syntax.flag(OptionSpec.builder("--dry-run").description("Shows it, and removes nothing."));

    private final RunOptions run = new RunOptions(syntax);

    private final FormatOption format = new FormatOption(syntax);

    public PruneCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        AttendedApply application = new AttendedApply(invocation, run, format.format());
        PruneRequest request =
                PruneRequest.DEFAULT.withVolumes(Set.copyOf(volumes.get())).withLockWait(run.lockWait());
        PreparedPlan prepared = application
                .runtime()
                .services()
                .plan(run.within().map(request::withWithin).orElse(request));
        if (dryRun.get()) {
            invocation.show(new PlanResult(prepared.plan(), Optional.of(prepared.engine())), format.format());
            return ExitCode.DONE;
        }
        if (prepared.plan().isEmpty() || prepared.plan().isRefused()) {
            return application.apply(prepared);
        }
        new PlanResult(prepared.plan(), Optional.of(prepared.engine())).print(invocation.messages());
        return new Consent(invocation, run.yes()).given("Remove this?")
                ? application.applyAgreed(prepared)
                : ExitCode.REFUSED;
    }
}
