package io.homelabhub.report;

import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verb;
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
    private static final VerdictWords PULL = new VerdictWords("pull", "pulled");
    private static final VerdictWords BUILD = new VerdictWords("build", "built");
    private static final VerdictWords PUSH = new VerdictWords("push", "pushed");

    /**
     * The words for what becomes of something.
     *
     * @param plan tells whether an image is pulled or built
     */
    public static VerdictWords of(Change change, Plan plan) {
        if (change.resource().kind() != ResourceId.Kind.IMAGE) {
            return of(change.verdict());
        }
        VerdictWords fetch = fetch(change.resource(), plan);
        return switch (change.verdict()) {
            case CREATE -> fetch;
            case UPDATE ->
                fetch.equals(PUSH) ? PUSH : new VerdictWords(fetch.verb + " again", fetch.participle + " again");
            default -> of(change.verdict());
        };
    }

    private static VerdictWords fetch(ResourceId image, Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.resource().equals(image))
                .map(step -> step.work().does(Verb.BUILD) ? BUILD : step.work().does(Verb.PUSH) ? PUSH : PULL)
                .findFirst()
                .orElse(PULL);
    }

    /** The words for a verdict where nothing more is known. */
    static VerdictWords of(Verdict verdict) {
        return new VerdictWords(verb(verdict), participle(verdict));
    }

    private static String verb(Verdict verdict) {
        return switch (verdict) {
            case KEEP -> "leave";
            case UNPAUSE -> "resume";
            default -> verdict.name().toLowerCase(Locale.ROOT);
        };
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
            case PAUSE -> "paused";
            case UNPAUSE -> "resumed";
            case SIGNAL -> "signalled";
            case RECREATE -> "recreated";
            case STOP -> "stopped";
            case REMOVE -> "removed";
            case REFUSE -> "refused";
        };
    }
}
