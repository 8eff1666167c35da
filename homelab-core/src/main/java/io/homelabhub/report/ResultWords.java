package io.homelabhub.report;

import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Ending;
import io.homelabhub.run.StepReport;
import io.homelabhub.time.TimeText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What became of a plan, in one sentence. */
public final class ResultWords {
    private final ApplyResult result;

    /** The words for {@code result}. */
    public ResultWords(ApplyResult result) {
        this.result = result;
    }

    /** {@code Done in 4.2s: 6 created.}, or {@code deploy bots failed after 4.2s; what had been done was taken back.} */
    public String sentence() {
        if (result.ending() == Ending.NOTHING_TO_DO) {
            return new PlanTotals(result.plan()).sentence();
        }
        return result.ending().isSuccess() ? "Done" + success() : failure();
    }

    /** {@code  in 4.2s: 6 created.}, of a run that has done all it should. */
    public String success() {
        String text = new PlanTotals(result.plan()).done(unchanged());
        return " in " + TimeText.took(result.took()) + ": "
                + (text.isEmpty() ? result.plan().operation() : text) + ".";
    }

    /** What was to change and, once looked at, did not have to: an image that was fetched anew and is the same. */
    private Set<ResourceId> unchanged() {
        Set<ResourceId> planned = new HashSet<>();
        Set<ResourceId> changed = new HashSet<>();
        for (StepReport report : result.steps()) {
            planned.add(report.step().resource());
            if (report.changedSomething()) {
                changed.add(report.step().resource());
            }
        }
        planned.removeAll(changed);
        return planned;
    }

    /** {@code deploy bots failed after 4.2s; what had been done was taken back.} */
    public String failure() {
        return result.plan().operation() + " " + ended() + " after " + TimeText.took(result.took()) + aftermath() + ".";
    }

    /**
     * {@code 6 created, 1 unchanged}, or {@code failed; what had been done was taken back}: what became of one host, where a run went to
     * several.
     */
    public String ofHost() {
        return switch (result.ending()) {
            case NOTHING_TO_DO -> "nothing to do";
            case APPLIED -> new PlanTotals(result.plan()).done(unchanged());
            default ->
                (isOwnEnd() ? ended() : "as others failed")
                        + (result.steps().stream().noneMatch(StepReport::changedSomething)
                                ? "; nothing had been changed"
                                : aftermath());
        };
    }

    private boolean isOwnEnd() {
        return result.failures().stream()
                        .anyMatch(failure -> failure.step().work().gate().isEmpty())
                || result.ending() == Ending.CANCELLED
                || result.ending() == Ending.TIMED_OUT;
    }

    private String ended() {
        return switch (result.ending()) {
            case CANCELLED -> "was cancelled";
            case TIMED_OUT -> "ran out of time";
            default -> "failed";
        };
    }

    private String aftermath() {
        return switch (result.ending()) {
            case APPLIED_IN_PART -> "; what had been done by then stays";
            case ROLLED_BACK -> "; what had been done was taken back";
            case ROLLBACK_FAILED -> ", and not everything could be taken back";
            case CANCELLED, TIMED_OUT -> "; " + endedFromOutside();
            case NOTHING_TO_DO, APPLIED -> "";
        };
    }

    private String endedFromOutside() {
        List<StepReport> changes =
                result.steps().stream().filter(StepReport::changedSomething).toList();
        if (changes.isEmpty()) {
            return "nothing had been changed";
        }
        if (!result.failedUndos().isEmpty()) {
            return "not everything could be taken back";
        }
        if (changes.stream().allMatch(change -> change.undone().isEmpty())) {
            return "what had been done by then stays";
        }
        return changes.stream().anyMatch(ResultWords::stays)
                ? "what was unfinished was taken back"
                : "what had been done was taken back";
    }

    private static boolean stays(StepReport change) {
        return change.undone().isEmpty() && !change.step().undo().isEmpty();
    }
}
