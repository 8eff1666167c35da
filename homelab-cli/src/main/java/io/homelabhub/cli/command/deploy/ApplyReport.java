package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.RemedyText;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.report.FailureDocument;
import io.homelabhub.report.PlanTotals;
import io.homelabhub.report.ResultWords;
import io.homelabhub.report.StepWords;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Ending;
import io.homelabhub.run.Outcome;
import io.homelabhub.run.QuietEnd;
import io.homelabhub.run.StepReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of a plan. A failure is told from its root causes on; what to type next comes last. */
public record ApplyReport(ApplyResult result) implements Result {
    /** The exit code that the run's ending means. */
    public ExitCode code() {
        return code(result.ending());
    }

    static ExitCode code(Ending ending) {
        return switch (ending) {
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
            page.line(page.styled(Style.GREEN, "Done") + new ResultWords(result).success());
            notices(page);
        } else {
            failure(page);
        }
    }

    private void notices(Page page) {
        Stream.concat(result.quietEnds().stream().map(ApplyReport::told), result.plan().notices().stream())
                .forEach(notice -> page.line(page.styled(Style.YELLOW, "Note: ") + notice));
    }

    static String told(QuietEnd end) {
        return end.service() + " has ended with exit code 0 (container " + end.container()
                + "). If it should run on, its log may say why it does not: homelab logs " + end.service()
                + ". If it is a job, `restart: on-failure` says so.";
    }

    private void failure(Page page) {
        page.line(page.styled(Style.RED, "homelab: ") + new ResultWords(result).failure());
        result.failures().forEach(failure -> new Culprit(failure).print(page));
        notTakenBack("Not taken back:", page);
        notices(page); // one of them may be the cause
    }

    void notTakenBack(String heading, Page page) {
        if (!result.failedUndos().isEmpty()) {
            page.blank().line(heading);
            result.steps().forEach(step -> notTakenBack(step, page));
            page.line("The next deploy finds and finishes what is left.");
        }
    }

    private static void notTakenBack(StepReport report, Page page) {
        String name = report.step().resource().spoken();
        report.undone().stream()
                .flatMap(undo -> undo.failure().stream())
                .forEach(failure -> page.line("    " + name + ": " + failure.getMessage()));
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
                result.failures().stream()
                        .map(failure -> FailureDocument.of(failure, RemedyText::of))
                        .toList());
        document.put(
                "ended", result.quietEnds().stream().map(ApplyReport::document).toList());
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

    private static Map<String, ?> document(QuietEnd end) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("service", end.service());
        document.put("container", end.container());
        return document;
    }

    private static String outcome(Outcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
