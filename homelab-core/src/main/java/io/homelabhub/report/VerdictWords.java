package io.homelabhub.report;

import io.homelabhub.plan.Action;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import java.util.Locale;

/**
 * How a verdict on one resource reads.
 *
 * @param verb what is to be done, as {@code create}
 * @param participle what has been done, as {@code created}
 */
public record VerdictWords(String verb, String participle) {
    /**
     * The words for what becomes of something.
     *
     * @param plan tells whether an image is pulled or built
     */
    public static VerdictWords of(Change change, Plan plan) {
        if (change.resource().kind() != ResourceId.Kind.IMAGE) {
            return of(change.verdict());
        }
        VerdictWords fetch = isBuilt(change.resource(), plan)
                ? new VerdictWords("build", "built")
                : new VerdictWords("pull", "pulled");
        return switch (change.verdict()) {
            case CREATE -> fetch;
            case UPDATE -> new VerdictWords(fetch.verb + " again", fetch.participle + " again");
            default -> of(change.verdict());
        };
    }

    private static boolean isBuilt(ResourceId image, Plan plan) {
        return plan.steps().stream()
                .anyMatch(step -> step.resource().equals(image) && step.work() instanceof Action.BuildImage);
    }

    /** The words for a verdict where nothing more is known. */
    static VerdictWords of(Verdict verdict) {
        return new VerdictWords(
                verdict == Verdict.KEEP ? "leave" : verdict.name().toLowerCase(Locale.ROOT), participle(verdict));
    }

    private static String participle(Verdict verdict) {
        return switch (verdict) {
            case KEEP -> "unchanged";
            case ADOPT -> "adopted";
            case ABSENT -> "not there";
            case CREATE -> "created";
            case START -> "started";
            case UPDATE -> "updated";
            case RESTART -> "restarted";
            case SIGNAL -> "signalled";
            case RECREATE -> "recreated";
            case STOP -> "stopped";
            case REMOVE -> "removed";
            case REFUSE -> "refused";
        };
    }
}
