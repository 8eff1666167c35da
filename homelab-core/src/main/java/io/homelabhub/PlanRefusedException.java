package io.homelabhub;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import java.util.stream.Collectors;

/** A plan holds verdicts that refuse something, and so was not begun. Nothing was changed. */
public final class PlanRefusedException extends HomelabException {
    private static final long serialVersionUID = 1L;

    private final transient Plan plan;

    PlanRefusedException(Plan plan) {
        super(
                plan.operation() + " was not begun: "
                        + plan.changes().stream()
                                .filter(change -> change.verdict() == Verdict.REFUSE)
                                .map(PlanRefusedException::reason)
                                .collect(Collectors.joining("; ")),
                remedy(plan),
                null);
        this.plan = plan;
    }

    private static String reason(Change change) {
        return change.resource() + " "
                + change.causes().stream()
                        .map(cause -> cause.subject().isEmpty()
                                ? cause.kind().text()
                                : cause.kind().text() + " " + cause.subject())
                        .collect(Collectors.joining(", "));
    }

    private static String remedy(Plan plan) {
        Cause.Kind kind = plan.changes().stream()
                .filter(change -> change.verdict() == Verdict.REFUSE)
                .findFirst()
                .map(change -> change.causes().get(0).kind())
                .orElse(Cause.Kind.NOT_FOUND);
        return switch (kind) {
            case NEEDED_BY -> "Add --with-dependents to take what needs it along.";
            case DATA_LOSS -> "Allow it by name with --allow-data-loss VOLUME, after a backup.";
            case PORT_TAKEN -> "Stop the container that holds the port, or publish another port.";
            case ADDRESS_TAKEN -> "Stop the container that has the address, or give another one.";
            case NAME_TAKEN -> "Remove or rename what carries the name.";
            case LENDER_MISSING ->
                "Deploy the service that it belongs to as well (leave out --no-deps), start it, or correct its name.";
            case CANNOT_BUILD ->
                "Build from a folder of this machine, or bring the image about yourself under that name.";
            case ENGINE_TOO_OLD -> "Use a newer engine, or leave that out.";
            default -> "Make what is missing, or correct its name.";
        };
    }

    /** The plan. Lost when the exception is serialised. */
    public Plan plan() {
        return plan;
    }
}
