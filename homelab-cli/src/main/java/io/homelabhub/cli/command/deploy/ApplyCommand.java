package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.SavedPlan;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab apply}: does what {@code plan --out} has put aside. */
public final class ApplyCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Applies a plan that `homelab plan NAMES --out FILE` has saved.",
            "Refuses if anything has changed since, and says what.");

    private final Supplier<Path> file =
            syntax.file(PositionalParamSpec.builder().paramLabel("FILE").description("The saved plan."));

    private final RunOptions run = new RunOptions(syntax);

    private final FormatOption format = new FormatOption(syntax);

    public ApplyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        SavedPlan saved = read(invocation.console().workingDirectory().resolve(file.get()));
        AttendedApply application = new AttendedApply(invocation, run, format.format());
        return application.apply(application.runtime().plan(limited(saved)));
    }

    /** The saved request, with the limits of this command line. */
    private SavedPlan limited(SavedPlan saved) {
        DeployRequest request =
                saved.request().withLockWait(run.lockWait(saved.request().lockWait()));
        return new SavedPlan(
                run.within().map(request::withWithin).orElse(request), saved.fingerprint(), saved.verdicts());
    }

    private static SavedPlan read(Path file) {
        try {
            return SavedPlan.fromJson(Files.readString(file), file);
        } catch (IOException e) {
            throw new InvalidInputException(List.of(
                    Problem.error(SourceLocation.of(file), "", "the saved plan cannot be read: " + e.getMessage())
                            .withSuggestion("save a plan with `homelab plan NAMES --out FILE`")));
        }
    }
}
