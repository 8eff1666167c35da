package io.homelabhub.cli.line;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.catalog.UnknownServiceException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Style;
import io.homelabhub.cli.output.Version;
import io.homelabhub.deployment.PlacementRefusedException;
import io.homelabhub.deployment.PlanRefusedException;
import io.homelabhub.deployment.StalePlanException;
import io.homelabhub.deployment.UnknownVolumeException;
import io.homelabhub.develop.NothingToWatchException;
import io.homelabhub.discovery.DiscoveryRefusedException;
import io.homelabhub.engine.EngineException;
import io.homelabhub.environment.UnknownVariableException;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.failure.StackTraces;
import io.homelabhub.generation.GenerationRefusedException;
import io.homelabhub.job.UnknownJobException;
import io.homelabhub.notification.UnknownChannelException;
import io.homelabhub.operation.NoContainerException;
import io.homelabhub.operation.UnknownDatabaseException;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.rotation.RotationException;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.session.LockedException;
import io.homelabhub.session.NoSuchHostException;
import io.homelabhub.sops.age.AgeKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What people are told of a failure, and the exit code that it means. The one place that knows both. */
public final class FailureText {
    private final Throwable failure;

    public FailureText(Throwable failure) {
        this.failure = failure;
    }

    public ExitCode print(Invocation invocation) {
        Page page = invocation.messages();
        ExitCode code = code();
        if (failure instanceof InvalidInputException invalid) {
            problems(invalid, page);
        } else if (failure instanceof HomelabException known) {
            SecretMask mask = SecretMask.ofVariables(invocation.console().environment());
            page.line(page.styled(Style.RED, "homelab: ") + mask.mask(String.valueOf(known.getMessage())));
            String next = RemedyText.of(known.remedies());
            if (!next.isEmpty()) {
                page.advice(mask.mask(next));
            }
        } else {
            defect(page);
        }
        return code;
    }

    private static void problems(InvalidInputException invalid, Page page) {
        invalid.problems().forEach(problem -> page.advice(problem.toString()));
        long errors = invalid.problems().stream().filter(Problem::isError).count();
        long warnings = invalid.problems().size() - errors;
        page.line(page.styled(Style.RED, "homelab: ")
                + (errors == 1 ? "1 error" : errors + " errors")
                + (warnings == 0 ? "" : warnings == 1 ? " and 1 warning" : " and " + warnings + " warnings")
                + ". Nothing was changed.");
        if (!invalid.remedy().isEmpty()) {
            page.advice(invalid.remedy());
        }
    }

    /** The exit code of the failure. */
    ExitCode code() {
        if (failure instanceof InvalidInputException) {
            return ExitCode.INVALID_INPUT;
        }
        if (failure instanceof UnknownServiceException
                || failure instanceof UnknownJobException
                || failure instanceof UnknownVolumeException
                || failure instanceof UnknownDatabaseException
                || failure instanceof UnknownVariableException
                || failure instanceof UnknownChannelException
                || failure instanceof NoSuchHostException
                || failure instanceof UsageException) {
            return ExitCode.USAGE;
        }
        if (failure instanceof PlanRefusedException
                || failure instanceof PlacementRefusedException
                || failure instanceof StalePlanException
                || failure instanceof DiscoveryRefusedException
                || failure instanceof GenerationRefusedException
                || failure instanceof NothingToWatchException) {
            return ExitCode.REFUSED;
        }
        if (failure instanceof NoContainerException) {
            return ExitCode.UNHEALTHY;
        }
        if (failure instanceof BackupException backup) {
            return switch (backup.kind()) {
                case UNKNOWN -> ExitCode.USAGE;
                case DAMAGED -> ExitCode.DAMAGED;
                case REFUSED -> ExitCode.REFUSED;
                case CANCELLED -> ExitCode.CANCELLED;
                case FAILED -> ExitCode.ROLLED_BACK;
                case LEFT_HALF_WAY -> ExitCode.ROLLBACK_FAILED;
            };
        }
        if (failure instanceof RotationException rotation) {
            return switch (rotation.kind()) {
                case UNKNOWN -> ExitCode.USAGE;
                case REFUSED -> ExitCode.REFUSED;
                case CANCELLED -> ExitCode.CANCELLED;
                case TAKEN_BACK -> ExitCode.ROLLED_BACK;
                case LEFT_HALF_WAY -> ExitCode.ROLLBACK_FAILED;
            };
        }
        if (failure instanceof AgeKeyException) {
            return ExitCode.INVALID_INPUT;
        }
        if (failure instanceof LockedException) {
            return ExitCode.LOCKED;
        }
        if (failure instanceof EngineException engine) {
            return engine.kind() == EngineException.Kind.INTERRUPTED ? ExitCode.CANCELLED : ExitCode.ENGINE_UNREACHABLE;
        }
        return ExitCode.DEFECT;
    }

    private void defect(Page page) {
        page.line(page.styled(Style.RED, "homelab: ") + "this is a defect of Homelab, not of your files: "
                + failure.getClass().getSimpleName());
        page.line(trace());
    }

    private String trace() {
        String trace = StackTraces.text(failure);
        String about = "homelab " + Version.number() + ", Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + "\n\n";
        try {
            Path file = Files.createTempFile("homelab-defect-", ".txt");
            Files.writeString(file, about + trace);
            return "Please report it, with the file " + file + " (read it first: it may name your services).";
        } catch (IOException e) {
            return "Please report it, with this:\n" + about + trace;
        }
    }
}
