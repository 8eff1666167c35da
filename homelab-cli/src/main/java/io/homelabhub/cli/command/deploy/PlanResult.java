package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.report.PlanTotals;
import io.homelabhub.report.StepWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan and what it was compared with.
 *
 * @param engine empty if none answered, so that the plan is as against an engine that has nothing
 */
record PlanResult(Plan plan, Optional<EngineInfo> engine) implements Result {
    @Override
    public void print(Page page) {
        String where = engine.map(EngineInfo::toString).orElse("no engine, as if nothing were there");
        page.line(page.styled(Style.BOLD, plan.project() + ": " + plan.operation()) + " on " + where);
        page.blank();
        new PlanText(plan, page).print();
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("project", plan.project());
        document.put("operation", plan.operation());
        document.put("engine", engine.map(PlanResult::document).orElse(null));
        document.put("empty", plan.isEmpty());
        document.put("refused", plan.isRefused());
        document.put("losesData", plan.losesData());
        document.put("summary", new PlanTotals(plan).document());
        document.put(
                "changes", plan.changes().stream().map(PlanResult::document).toList());
        document.put("steps", plan.steps().stream().map(PlanResult::document).toList());
        document.put("notices", plan.notices());
        return document;
    }

    private static Map<String, ?> document(EngineInfo engine) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("endpoint", engine.endpoint());
        document.put("product", engine.product());
        document.put("version", engine.version());
        document.put("apiVersion", engine.apiVersion());
        return document;
    }

    private static Map<String, ?> document(Change change) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", change.resource().kind().toString());
        document.put("name", change.resource().name());
        document.put("verdict", name(change.verdict()));
        document.put(
                "causes", change.causes().stream().map(PlanResult::document).toList());
        document.put("downtime", name(change.downtime()));
        document.put("losesData", change.losesData());
        document.put("stopsFirst", change.stopsFirst());
        return document;
    }

    private static Map<String, ?> document(Cause cause) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", name(cause.kind()));
        document.put("subject", cause.subject());
        document.put(
                "differences",
                cause.differences().stream().map(PlanResult::document).toList());
        return document;
    }

    private static Map<String, ?> document(FieldDifference difference) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("path", difference.path());
        document.put("before", difference.before());
        document.put("after", difference.after());
        return document;
    }

    private static Map<String, ?> document(Step step) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", step.id());
        document.put("work", StepWords.of(step).code());
        document.put("kind", step.resource().kind().toString());
        document.put("name", step.resource().name());
        document.put("after", List.copyOf(step.after()));
        document.put("afterEnd", List.copyOf(step.afterEnd()));
        return document;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
