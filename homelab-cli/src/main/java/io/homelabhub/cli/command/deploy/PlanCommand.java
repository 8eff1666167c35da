package io.homelabhub.cli.command.deploy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Style;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.SavedPlan;
import io.homelabhub.engine.EngineException;
import io.homelabhub.fleet.FleetPlan;
import io.homelabhub.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab plan}: what {@code deploy} would do, and why. */
public final class PlanCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Shows what `homelab deploy` would do, and why. Changes nothing.",
            "If this machine has no engine, and none is named, the plan is made as if nothing were there, and says so.");

    private final DeployOptions deploy = new DeployOptions(syntax);

    private final Supplier<Boolean> detailedExitCode = syntax.flag(OptionSpec.builder("--detailed-exitcode")
            .description("Ends with 10 if there is something to do, else with 0."));

    private final Supplier<Optional<Path>> out = syntax.value(
            Path.class,
            OptionSpec.builder("--out")
                    .paramLabel("FILE")
                    .description("Saves the plan in a file, for `homelab apply FILE`. Needs an engine."));

    private final FormatOption format = new FormatOption(syntax);

    public PlanCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        HomelabRuntime runtime = invocation.runtime();
        DeployRequest request = deploy.request(runtime);
        if (runtime.fleet().isSpread(request)) {
            if (out.get().isPresent()) {
                throw new UsageException(
                        "--out saves a plan of one host, and this goes to several; name one with --host");
            }
            FleetPlan plan = runtime.fleet().plan(request);
            invocation.show(new FleetPlanResult(plan), format.format());
            return code(plan.isEmpty());
        }
        PlanResult result = result(runtime, request);
        invocation.show(result, format.format());
        return code(result.plan().isEmpty());
    }

    private ExitCode code(boolean isEmpty) {
        return detailedExitCode.get() && !isEmpty ? ExitCode.CHANGES_PENDING : ExitCode.DONE;
    }

    private PlanResult result(HomelabRuntime runtime, DeployRequest request) {
        try {
            PreparedPlan prepared = runtime.plan(request);
            out.get()
                    .map(invocation.console().workingDirectory()::resolve)
                    .ifPresent(file -> save(SavedPlan.of(request, prepared.plan()), file));
            return new PlanResult(prepared.plan(), Optional.of(prepared.engine()));
        } catch (EngineException e) {
            boolean named = e.isOfNamedEngine() || invocation.namesEngine();
            if (out.get().isPresent() || e.kind() != EngineException.Kind.UNREACHABLE || named) {
                throw e;
            }
            Plan plan = runtime.planWithoutEngine(request);
            Page page = invocation.messages();
            page.line(page.styled(Style.YELLOW, "No engine: ") + e.getMessage());
            page.line("The plan below is made as if nothing were there.");
            return new PlanResult(plan, Optional.empty());
        }
    }

    private static void save(SavedPlan plan, Path file) {
        try {
            Files.writeString(file, plan.toJson());
        } catch (IOException e) {
            throw new UsageException("--out: the plan cannot be written to " + file + ": " + e.getMessage());
        }
    }
}
