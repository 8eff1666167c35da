package io.homelabhub.cli;

import io.homelabhub.DeployRequest;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.PreparedPlan;
import io.homelabhub.SavedPlan;
import io.homelabhub.engine.EngineException;
import io.homelabhub.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code homelab plan}: what {@code deploy} would do, and why. */
@CommandLine.Command(
        name = "plan",
        description = {
            "Shows what `homelab deploy` would do, and why. Changes nothing.",
            "If no engine answers, the plan is made as if nothing were there, and says so."
        })
final class PlanCommand implements Command {
    private final Invocation invocation;

    @Mixin
    private final DeployOptions deploy = new DeployOptions();

    @Option(names = "--detailed-exitcode", description = "Ends with 10 if there is something to do, else with 0.")
    private boolean detailedExitCode;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Puts the plan aside in a file, for `homelab apply FILE`. Needs an engine.")
    private @Nullable Path out;

    @Mixin
    private final FormatOption format = new FormatOption();

    PlanCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        PlanResult result = result(invocation.runtime(), deploy.request());
        invocation.show(result, format.format);
        return detailedExitCode && !result.plan().isEmpty() ? ExitCode.CHANGES_PENDING : ExitCode.DONE;
    }

    private PlanResult result(HomelabRuntime runtime, DeployRequest request) {
        try {
            PreparedPlan prepared = runtime.plan(request);
            if (out != null) {
                save(
                        SavedPlan.of(request, prepared.plan()),
                        invocation.console().workingDirectory().resolve(out));
            }
            return new PlanResult(prepared.plan(), Optional.of(prepared.engine()));
        } catch (EngineException e) {
            if (out != null) {
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
