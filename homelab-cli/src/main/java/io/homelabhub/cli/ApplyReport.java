package io.homelabhub.cli;

import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.ContainerDiagnosis;
import io.homelabhub.run.Ending;
import io.homelabhub.run.FailureReport;
import io.homelabhub.run.Outcome;
import io.homelabhub.run.StepReport;
import io.homelabhub.run.UndoReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of a plan. A failure is told from its root causes on; what to type next comes last. */
record ApplyReport(ApplyResult result) implements Result {
    private static final String QUOTE = "      | ";
    private static final Comparator<Verdict> WHAT_STAYS_LAST = Comparator.comparing(
                    (Verdict verdict) -> !verdict.changesSomething())
            .thenComparing(Comparator.naturalOrder());

    /** The exit code that the run's ending means. */
    ExitCode code() {
        return switch (result.ending()) {
            case NOTHING_TO_DO, APPLIED -> ExitCode.DONE;
            case APPLIED_IN_PART -> ExitCode.APPLIED_IN_PART;
            case ROLLED_BACK -> ExitCode.ROLLED_BACK;
            case ROLLBACK_FAILED -> ExitCode.ROLLBACK_FAILED;
            case CANCELLED -> ExitCode.CANCELLED;
            case TIMED_OUT -> ExitCode.TIMED_OUT;
        };
    }

    @Override
    public void print(Page page) {
        if (result.ending() == Ending.NOTHING_TO_DO) {
            page.line(new PlanTotals(result.plan()).sentence());
            notices(page);
        } else if (result.ending().isSuccess()) {
            page.line(page.styled(Style.GREEN, "Done") + " in " + Durations.text(result.took()) + ": " + done() + ".");
            notices(page);
        } else {
            failure(page);
        }
    }

    private void notices(Page page) {
        result.plan().notices().forEach(notice -> page.line(page.styled(Style.YELLOW, "Note: ") + notice));
    }

    private String done() {
        Map<Verdict, Long> counts = new TreeMap<>(WHAT_STAYS_LAST);
        result.plan().changes().stream()
                .filter(change -> change.resource().kind() == ResourceId.Kind.SERVICE
                        || change.resource().kind() == ResourceId.Kind.CONTAINER)
                .forEach(change -> counts.merge(change.verdict(), 1L, Long::sum));
        String text = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + participle(entry.getKey()))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? result.plan().operation() : text;
    }

    private static String participle(Verdict verdict) {
        return switch (verdict) {
            case KEEP, ADOPT -> "unchanged";
            case ABSENT -> "not there";
            case CREATE -> "created";
            case START -> "started";
            case UPDATE -> "updated";
            case RESTART -> "restarted";
            case SIGNAL -> "told of the change";
            case RECREATE -> "recreated";
            case STOP -> "stopped";
            case REMOVE -> "removed";
            case REFUSE -> "refused";
        };
    }

    private void failure(Page page) {
        page.line(page.styled(Style.RED, "homelab: ") + result.plan().operation() + " " + ending() + " after "
                + Durations.text(result.took()) + ".");
        result.failures().forEach(failure -> culprit(failure, page));
        notTakenBack(page);
    }

    private String ending() {
        return switch (result.ending()) {
            case APPLIED_IN_PART -> "failed; what had been done by then stays";
            case ROLLED_BACK -> "failed; what had been done was taken back";
            case ROLLBACK_FAILED -> "failed, and not everything could be taken back";
            case CANCELLED -> "was cancelled";
            case TIMED_OUT -> "ran out of time";
            case NOTHING_TO_DO, APPLIED -> "is done";
        };
    }

    private static void culprit(FailureReport failure, Page page) {
        page.blank();
        String name = StepWords.name(failure.step().resource());
        page.line(page.styled(Style.RED, "✘ ") + page.styled(Style.BOLD, name) + ": "
                + failure.problem().replace("\n", "\n    "));
        state(failure.container()).ifPresent(state -> page.line("    " + state));
        quote("last health checks", counted(failure.container().healthOutputs()), page);
        quote("last log lines", failure.container().logLines(), page);
        if (!failure.skipped().isEmpty()) {
            page.line("    Not done because of it: "
                    + failure.skipped().stream().map(StepWords::name).collect(Collectors.joining(", ")));
        }
        if (!failure.remedy().isEmpty()) {
            page.line("    Next: " + failure.remedy());
        }
    }

    private static Optional<String> state(ContainerDiagnosis container) {
        List<String> facts = new ArrayList<>();
        container.exitCode().ifPresent(code -> facts.add("it ended with exit code " + code));
        if (container.outOfMemory()) {
            facts.add("the kernel killed it for want of memory");
        }
        if (container.restarts() > 0) {
            facts.add("the engine restarted it " + container.restarts() + " times");
        }
        return facts.isEmpty()
                ? Optional.empty()
                : Optional.of("Container " + container.container() + ": " + String.join("; ", facts) + ".");
    }

    /** {@code outputs} with those that repeat each other as one and a count. */
    private static List<String> counted(List<String> outputs) {
        List<String> counted = new ArrayList<>();
        int times = 0;
        for (int i = 0; i < outputs.size(); i++) {
            times++;
            String output = outputs.get(i).strip();
            if (i == outputs.size() - 1 || !output.equals(outputs.get(i + 1).strip())) {
                counted.add(times == 1 ? output : output + "\n(" + times + " times)");
                times = 0;
            }
        }
        return counted;
    }

    private static void quote(String title, List<String> lines, Page page) {
        if (!lines.isEmpty()) {
            page.line("    " + title + ":");
            lines.stream().flatMap(String::lines).forEach(line -> page.line(page.styled(Style.FAINT, QUOTE + line)));
        }
    }

    private void notTakenBack(Page page) {
        List<UndoReport> failed = result.failedUndos();
        if (!failed.isEmpty()) {
            page.blank().line("Not taken back:");
            failed.forEach(undo -> page.line("    " + StepWords.of(undo.undo()).doing() + ": "
                    + undo.failure().map(Throwable::getMessage).orElse("")));
            page.line("The next deploy finds and finishes what is left.");
        }
    }

    @Override
    public Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", result.plan().project());
        document.put("operation", result.plan().operation());
        document.put("ending", name(result.ending()));
        document.put("exitCode", code().code());
        document.put("tookMillis", result.took().toMillis());
        document.put("summary", new PlanTotals(result.plan()).document());
        document.put("steps", result.steps().stream().map(ApplyReport::document).toList());
        document.put(
                "failures",
                result.failures().stream().map(ApplyReport::document).toList());
        document.put("notices", result.plan().notices());
        return document;
    }

    private static Map<String, ?> document(StepReport report) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", report.step().id());
        document.put("work", StepWords.of(report.step()).code());
        document.put("kind", report.step().resource().kind().toString());
        document.put("name", report.step().resource().name());
        document.put("outcome", outcome(report.outcome()));
        document.put("tookMillis", report.took().toMillis());
        document.put("takenBack", !report.undone().isEmpty());
        return document;
    }

    private static String outcome(Outcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static Map<String, ?> document(FailureReport failure) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("step", failure.step().id());
        document.put("kind", failure.step().resource().kind().toString());
        document.put("name", failure.step().resource().name());
        document.put("problem", failure.problem());
        document.put("remedy", failure.remedy());
        document.put("container", failure.container().container());
        document.put("exitCode", failure.container().exitCode().orElse(null));
        document.put("outOfMemory", failure.container().outOfMemory());
        document.put("restarts", failure.container().restarts());
        document.put("healthOutputs", failure.container().healthOutputs());
        document.put("logLines", failure.container().logLines());
        document.put("skipped", failure.skipped().stream().map(Object::toString).toList());
        return document;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
