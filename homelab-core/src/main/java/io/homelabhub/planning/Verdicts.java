package io.homelabhub.planning;

import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The verdicts given so far, one for each resource, in the order in which they were given. */
final class Verdicts {
    private final Map<ResourceId, Change> changes = new LinkedHashMap<>();

    void give(Change change) {
        changes.put(change.resource(), change);
    }

    void give(ResourceId resource, Verdict verdict, Cause cause) {
        give(Change.of(resource, verdict, cause));
    }

    /** Refuses something, besides whatever it was refused for before. */
    void refuse(ResourceId resource, Cause cause) {
        give(Optional.ofNullable(changes.get(resource))
                .filter(before -> before.verdict() == Verdict.REFUSE)
                .map(before -> before.because(cause))
                .orElseGet(() -> Change.of(resource, Verdict.REFUSE, cause)));
    }

    /** Adds a cause to a verdict, if there is one on this resource. */
    void explain(ResourceId resource, Cause cause) {
        changes.computeIfPresent(resource, (any, change) -> change.because(cause));
    }

    void keep(ResourceId resource) {
        give(resource, Verdict.KEEP, Cause.of(Cause.Kind.UP_TO_DATE));
    }

    /** Sorted by kind, otherwise in the order in which they were given. */
    List<Change> all() {
        return changes.values().stream()
                .sorted((a, b) -> a.resource().kind().compareTo(b.resource().kind()))
                .toList();
    }
}
