package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Style;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.report.PlanLine;
import io.homelabhub.report.PlanTotals;
import java.util.List;

/** A plan as people read it: a line for each resource that changes, what stays as a count, totals. */
final class PlanText {
    private static final int SIGN_WIDTH = 5;

    private final Plan plan;
    private final Page page;
    private final List<PlanLine> shown;
    private final int nameWidth;

    PlanText(Plan plan, Page page) {
        this.plan = plan;
        this.page = page;
        this.shown = PlanLine.of(plan);
        this.nameWidth =
                shown.stream().mapToInt(line -> label(line).length()).max().orElse(0);
    }

    void print() {
        shown.forEach(this::line);
        if (!shown.isEmpty()) {
            page.blank();
        }
        page.line(new PlanTotals(plan).sentence());
        plan.notices().forEach(notice -> page.line(page.styled(Style.YELLOW, "Note: ") + notice));
    }

    private void line(PlanLine line) {
        String label = label(line);
        page.line(sign(line.change().verdict())
                + label
                + " ".repeat(nameWidth - label.length() + 2)
                + line.text()
                + consequence(line));
        line.reasons().forEach(this::reason);
    }

    private static String label(PlanLine line) {
        return line.change().resource().spoken();
    }

    private void reason(PlanLine.Reason reason) {
        page.line(" ".repeat(SIGN_WIDTH + 2) + reason.text());
        reason.differences()
                .forEach(difference -> page.line(" ".repeat(SIGN_WIDTH + 4) + page.styled(Style.FAINT, difference)));
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

    private String consequence(PlanLine line) {
        if (line.consequence().isEmpty()) {
            return "";
        }
        String text = " (" + line.consequence() + ")";
        return line.change().losesData() ? page.styled(Style.RED, text) : text;
    }
}
