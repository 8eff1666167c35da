package io.homelabhub.cli;

import io.homelabhub.plan.Change;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import java.util.Locale;

/**
 * How a verdict on one resource reads.
 *
 * @param verb what is to be done, as {@code create}
 * @param participle what has been done, as {@code created}
 */
record VerdictWords(String verb, String participle) {
    static VerdictWords of(Change change) {
        return change.resource().kind() == ResourceId.Kind.IMAGE ? ofImage(change.verdict()) : of(change.verdict());
    }

    private static VerdictWords ofImage(Verdict verdict) {
        return switch (verdict) {
            case CREATE -> new VerdictWords("fetch", "fetched");
            case UPDATE -> new VerdictWords("fetch anew", "fetched anew");
            default -> of(verdict);
        };
    }

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
            case SIGNAL -> "told of the change";
            case RECREATE -> "recreated";
            case STOP -> "stopped";
            case REMOVE -> "removed";
            case REFUSE -> "refused";
        };
    }
}
