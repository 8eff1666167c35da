package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Consent;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Signals;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.cli.progress.PlainProgress;
import io.homelabhub.rotation.PreparedRotation;
import io.homelabhub.rotation.RotationPlan;
import io.homelabhub.rotation.RotationRequest;
import io.homelabhub.rotation.RotationRequest.Alphabet;
import io.homelabhub.rotation.SecretRotations;
import io.homelabhub.run.Cancellation;
import io.homelabhub.time.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab secrets rotate}: another value, everywhere or nowhere. */
final class RotateCommand implements Command {
    private static final int USUAL_LENGTH = 40;

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Gives a secret another value in its file, in what is generated from it, in the service that keeps it, and in every"
                    + " container that sees it.",
            "PostgreSQL and Redis are told while everybody has the old value; for others the catalog says how. What fails is taken"
                    + " back: then the old value is in force everywhere.");
    private final Supplier<String> key = syntax.word(PositionalParamSpec.builder()
            .paramLabel("KEY")
            .description("The secret, as POSTGRES_PASSWORD or database.password."));
    private final Supplier<Optional<Path>> in = syntax.value(
            Path.class,
            OptionSpec.builder("--in")
                    .paramLabel("FILE")
                    .description("Its encrypted file; the project's whose value counts if not given."));
    private final Supplier<Optional<String>> valueFrom = syntax.value(
            String.class,
            OptionSpec.builder("--value-from")
                    .paramLabel("-")
                    .description(
                            "Takes the new value from standard input, or as typed without being shown; else one is made."));
    private final Supplier<Optional<Integer>> length = syntax.value(
            Integer.class,
            OptionSpec.builder("--length")
                    .paramLabel("N")
                    .description("How long a value is that is made; 40 if not given."));
    private final Supplier<Alphabet> alphabet = syntax.choice(
            Alphabet.ALPHANUMERIC,
            OptionSpec.builder("--alphabet").paramLabel("OF").description("hex, alphanumeric or printable."));
    private final Supplier<Boolean> planOnly =
            syntax.flag(OptionSpec.builder("--plan").description("Shows what would be done, and does nothing."));
    private final Supplier<Boolean> yes =
            syntax.flag(OptionSpec.builder("-y", "--yes").description("Answers yes to every question."));
    private final Supplier<Optional<String>> lockWait = syntax.value(
            String.class,
            OptionSpec.builder("--lock-wait")
                    .paramLabel("TIME")
                    .description("How long to wait for a deploy of the project to end; not at all if not given."));
    private final FormatOption format = new FormatOption(syntax);

    RotateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        SecretRotations rotations = invocation
                .builder()
                .listener(new PlainProgress(invocation.console().err(), invocation.timing()))
                .build()
                .rotations();
        PreparedRotation prepared = rotations.plan(request());
        RotationResult result = new RotationResult(prepared.plan());
        if (planOnly.get()) {
            invocation.show(result, format.format());
            return ExitCode.DONE;
        }
        result.print(invocation.messages());
        invocation.console().flush();
        if (!new Consent(invocation, yes.get()).given("Go on?")) {
            return ExitCode.REFUSED;
        }
        carryOut(prepared);
        if (format.format() == OutputFormat.TABLE) {
            invocation.messages().line(outcome(prepared.plan()));
        } else {
            invocation.show(result, format.format());
        }
        return prepared.plan().unfinished() ? ExitCode.ROLLED_BACK : ExitCode.DONE;
    }

    private static String outcome(RotationPlan plan) {
        return plan.unfinished()
                ? "Took back " + plan.key()
                        + ", whose rotation had ended half-way. Nothing else was done: type the command again."
                : "Rotated " + plan.key() + ".";
    }

    private void carryOut(PreparedRotation prepared) {
        Cancellation cancellation = new Cancellation();
        Signals signals = Signals.handledBy(() -> {
            invocation.messages().line("\nCancelling: what was done is taken back first.");
            invocation.console().flush();
            cancellation.cancel();
        });
        try {
            prepared.run(
                    text -> {
                        invocation.messages().line("✔ " + text);
                        invocation.console().flush();
                    },
                    cancellation);
        } finally {
            signals.close();
        }
    }

    private RotationRequest request() {
        try {
            RotationRequest made = RotationRequest.of(key.get())
                    .withMade(length.get().orElse(USUAL_LENGTH), alphabet.get())
                    .withLockWait(wait(lockWait.get()));
            RotationRequest there = in.get().map(made::withFile).orElse(made);
            return valueFrom.get().isPresent()
                    ? there.withValue(given(valueFrom.get().get()))
                    : there;
        } catch (IllegalArgumentException refused) {
            throw new UsageException(String.valueOf(refused.getMessage()));
        }
    }

    /** A value on the command line would be there for everybody to read. */
    private String given(String source) {
        if (!source.equals("-")) {
            throw new UsageException("--value-from takes - alone: the value comes from a pipe, or is typed");
        }
        if (invocation.console().inputIsTerminal()) {
            invocation.console().err().print("New value for " + key.get() + ": ");
            invocation.console().flush();
        }
        return invocation.console().secretInput().get().orElse("");
    }

    private static Duration wait(Optional<String> text) {
        return text.map(typed -> Durations.parse(typed)
                        .filter(time -> !time.isNegative())
                        .orElseThrow(() -> new UsageException(
                                "--lock-wait: '" + typed + "' is not a duration; give one like 90s, 5m or 1h30m")))
                .orElse(Duration.ZERO);
    }
}
