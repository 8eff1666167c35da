package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Style;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.report.PlanTotals;
import io.homelabhub.report.VerdictWords;
import java.util.List;

/** A plan as people read it: a line for each resource that changes, what stays as a count, totals. */
final class PlanText {
    private static final int SIGN_WIDTH = 5;

    private final Plan plan;
    private final PlanTotals totals;
    private final Page page;
    private final List<Change> shown;
    private final int nameWidth;

    PlanText(Plan plan, Page page) {
        this.plan = plan;
        this.totals = new PlanTotals(plan);
        this.page = page;
        this.shown = plan.changes().stream()
                .filter(change -> !PlanTotals.STANDING.contains(change.verdict()))
                .toList();
        this.nameWidth = shown.stream()
                .mapToInt(change -> change.resource().spoken().length())
                .max()
                .orElse(0);
    }

    void print() {
        shown.forEach(this::change);
        if (!shown.isEmpty()) {
            page.blank();
        }
        page.line(totals.sentence());
        plan.notices().forEach(notice -> page.line(page.styled(Style.YELLOW, "Note: ") + notice));
    }

    private void change(Change change) {
        String label = change.resource().spoken();
        StringBuilder line = new StringBuilder()
                .append(sign(change.verdict()))
                .append(label)
                .append(" ".repeat(nameWidth - label.length() + 2))
                .append(VerdictWords.of(change, plan).verb())
                .append(several(change));
        boolean plain = isPlain(change.causes());
        if (plain && !isNew(change)) {
            line.append(", ").append(reason(change.causes().get(0)));
        }
        line.append(consequence(change));
        page.line(line.toString());
        if (!plain) {
            change.causes().forEach(this::cause);
        }
        if (interrupts(change) && !change.stopsFirst().isEmpty()) {
            page.line(
                    " ".repeat(SIGN_WIDTH + 2) + "the old one stops first: " + String.join("; ", change.stopsFirst()));
        }
    }

    private static boolean interrupts(Change change) {
        return change.downtime() == Downtime.RESTART && change.verdict() != Verdict.CREATE;
    }

    private String several(Change change) {
        int containers = totals.amount(change);
        return containers == 1 ? "" : " " + containers + " containers";
    }

    private void cause(Cause cause) {
        page.line(" ".repeat(SIGN_WIDTH + 2) + reason(cause));
        cause.differences().forEach(this::difference);
    }

    private void difference(FieldDifference difference) {
        page.line(" ".repeat(SIGN_WIDTH + 4) + page.styled(Style.FAINT, difference.toString()));
    }

    private String sign(Verdict verdict) {
        String sign = " ".repeat(SIGN_WIDTH - 1 - verdict.sign().length()) + verdict.sign();
        return page.styled(color(verdict), sign) + " ";
    }

    private static Style color(Verdict verdict) {
        return switch (verdict) {
            case CREATE -> Style.GREEN;
            case REMOVE, STOP, REFUSE -> Style.RED;
            default -> Style.YELLOW;
        };
    }

    private static boolean isPlain(List<Cause> causes) {
        return causes.size() == 1 && causes.get(0).differences().isEmpty();
    }

    /** What is made because it is not there yet says so by its sign. */
    private static boolean isNew(Change change) {
        return change.verdict() == Verdict.CREATE && change.causes().get(0).kind() == Cause.Kind.NOT_FOUND;
    }

    private static String reason(Cause cause) {
        return cause.subject().isEmpty() ? cause.kind().text() : cause.kind().text() + " " + cause.subject();
    }

    private String consequence(Change change) {
        if (change.losesData()) {
            return page.styled(Style.RED, " (its data is lost)");
        }
        return interrupts(change) ? " (does not answer meanwhile)" : "";
    }
}
