package io.homelabhub.cli.command.doctor;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.doctor.Diagnosis;
import io.homelabhub.doctor.Finding;
import io.homelabhub.doctor.Finding.State;
import io.homelabhub.report.DiagnosisDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was found, one thing after the other, each with its remedy. */
record DoctorResult(Diagnosis diagnosis) implements Result {
    @Override
    public void print(Page page) {
        diagnosis.findings().forEach(finding -> print(finding, page));
        page.blank();
        page.line(sum());
    }

    private static void print(Finding finding, Page page) {
        page.line(mark(finding.state(), page) + " " + page.styled(Style.BOLD, finding.check()) + ": "
                + finding.text().replace("\n", "\n    "));
        finding.remedies().forEach(remedy -> page.advice("    " + (remedy.startsWith("#") ? "" : "$ ") + remedy));
    }

    private static String mark(State state, Page page) {
        return switch (state) {
            case OK -> page.styled(Style.GREEN, "✔");
            case WARNING -> page.styled(Style.YELLOW, "!");
            case PROBLEM -> page.styled(Style.RED, "✘");
            case UNKNOWN -> page.styled(Style.FAINT, "?");
        };
    }

    private String sum() {
        List<String> parts = new ArrayList<>();
        add(State.PROBLEM, "problem", parts);
        add(State.WARNING, "warning", parts);
        return parts.isEmpty() ? "All that was looked at is well." : String.join(", ", parts) + ".";
    }

    private void add(State state, String word, List<String> parts) {
        long count = diagnosis.findings().stream()
                .filter(finding -> finding.state() == state)
                .count();
        if (count > 0) {
            parts.add(count + " " + word + (count == 1 ? "" : "s"));
        }
    }

    @Override
    public Map<String, ?> document() {
        return DiagnosisDocument.of(diagnosis);
    }
}
