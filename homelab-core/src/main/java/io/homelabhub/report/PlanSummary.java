package io.homelabhub.report;

import io.homelabhub.plan.Plan;
import io.homelabhub.plan.PlanFingerprint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan in the words of people, in the form for programs: what a front end shows before somebody agrees. */
public final class PlanSummary {
    private PlanSummary() {}

    /**
     * {@code fingerprint}, which whoever agrees gives back; {@code operation}, {@code sentence}, {@code lines} and {@code notices}; {@code
     * empty}, {@code refused} and {@code losesData}.
     */
    public static Map<String, ?> of(Plan plan) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("fingerprint", PlanFingerprint.of(plan));
        document.put("operation", plan.operation());
        document.put("empty", plan.isEmpty());
        document.put("refused", plan.isRefused());
        document.put("losesData", plan.losesData());
        document.put("sentence", new PlanTotals(plan).sentence());
        document.put("lines", PlanLine.of(plan).stream().map(PlanSummary::line).toList());
        document.put("notices", plan.notices());
        return document;
    }

    private static Map<String, ?> line(PlanLine line) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("sign", line.change().verdict().sign());
        document.put("verdict", line.change().verdict().name().toLowerCase(Locale.ROOT));
        document.put("kind", line.change().resource().kind().toString());
        document.put("name", line.change().resource().name());
        document.put("resource", line.change().resource().spoken());
        document.put("text", line.text());
        document.put("consequence", line.consequence());
        document.put("reasons", line.reasons().stream().map(PlanSummary::reason).toList());
        return document;
    }

    private static Map<String, ?> reason(PlanLine.Reason reason) {
        return Map.of("text", reason.text(), "differences", List.copyOf(reason.differences()));
    }
}
