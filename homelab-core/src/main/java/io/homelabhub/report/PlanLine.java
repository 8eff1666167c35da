package io.homelabhub.report;

import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What a plan does to one resource, as people read it.
 *
 * @param change what it is about
 * @param text what is done to it, as {@code recreate 2 containers}, with its reason if that fits on the line
 * @param consequence what somebody will notice of it, as {@code does not answer meanwhile}; empty if nothing
 * @param reasons what does not fit on the line
 */
public record PlanLine(Change change, String text, String consequence, List<Reason> reasons) {
    /**
     * Why something is done.
     *
     * @param text as {@code configuration changed}
     * @param differences the fields that differ, as {@code image: web:1 -> web:2}; no secret value is in them
     */
    public record Reason(String text, List<String> differences) {
        public Reason {
            differences = List.copyOf(differences);
        }
    }

    public PlanLine {
        reasons = List.copyOf(reasons);
    }

    /** A line for each resource that changes; what stays is left out. */
    public static List<PlanLine> of(Plan plan) {
        PlanTotals totals = new PlanTotals(plan);
        return plan.changes().stream()
                .filter(change -> !PlanTotals.STANDING.contains(change.verdict()))
                .map(change -> of(change, plan, totals))
                .toList();
    }

    private static PlanLine of(Change change, Plan plan, PlanTotals totals) {
        boolean plain = isPlain(change.causes());
        int containers = totals.amount(change);
        String text = VerdictWords.of(change, plan).verb()
                + (containers == 1 ? "" : " " + containers + " containers")
                + (plain && !isNew(change) ? ", " + text(change.causes().get(0)) : "");
        List<Reason> reasons = new ArrayList<>();
        if (!plain) {
            change.causes().forEach(cause -> reasons.add(reason(cause)));
        }
        if (interrupts(change) && !change.stopsFirst().isEmpty()) {
            reasons.add(new Reason("the old one stops first: " + String.join("; ", change.stopsFirst()), List.of()));
        }
        return new PlanLine(change, text, consequence(change), reasons);
    }

    private static Reason reason(Cause cause) {
        return new Reason(
                text(cause),
                cause.differences().stream().map(FieldDifference::toString).toList());
    }

    private static String text(Cause cause) {
        return cause.subject().isEmpty() ? cause.kind().text() : cause.kind().text() + " " + cause.subject();
    }

    private static boolean isPlain(List<Cause> causes) {
        return causes.size() == 1 && causes.get(0).differences().isEmpty();
    }

    /** What is made because it is not there yet says so by its sign. */
    private static boolean isNew(Change change) {
        return change.verdict() == Verdict.CREATE && change.causes().get(0).kind() == Cause.Kind.NOT_FOUND;
    }

    private static boolean interrupts(Change change) {
        return change.downtime() == Downtime.RESTART && change.verdict() != Verdict.CREATE;
    }

    private static String consequence(Change change) {
        if (change.losesData()) {
            return "its data is lost";
        }
        return interrupts(change) ? "does not answer meanwhile" : "";
    }
}
