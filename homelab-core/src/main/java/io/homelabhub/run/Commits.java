package io.homelabhub.run;

import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.resource.ResourceId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Knows the steps that only tidy up behind a replacement that has succeeded: the new container is ready, and the old one is
 * on its way out. They are quick, and to leave them half done helps nobody, so a run that ends early still does them. Pure.
 */
final class Commits {
    private final Plan plan;
    private final Ledger ledger;

    Commits(Plan plan, Ledger ledger) {
        this.plan = plan;
        this.ledger = ledger;
    }

    /** Those that have not ended and wait for nothing else any more. */
    Set<Integer> unfinished() {
        Set<ResourceId> ready = ready();
        Set<Integer> unfinished = new HashSet<>();
        for (Step step : plan.steps()) {
            boolean commits = ready.contains(step.resource())
                    && step.work() instanceof Action
                    && ledger.outcome(step).isEmpty();
            if (commits && waitsForNothingBut(step, unfinished)) {
                unfinished.add(step.id());
            }
        }
        return unfinished;
    }

    private boolean waitsForNothingBut(Step step, Set<Integer> unfinished) {
        return plan.steps().stream()
                .filter(before ->
                        step.after().contains(before.id()) || step.afterEnd().contains(before.id()))
                .allMatch(before -> hasSucceeded(before) || unfinished.contains(before.id()));
    }

    private boolean hasSucceeded(Step step) {
        return ledger.outcome(step).filter(Outcome.Succeeded.class::isInstance).isPresent();
    }

    /** What the run has waited for, and not in vain. */
    private Set<ResourceId> ready() {
        Map<ResourceId, Boolean> waits = plan.steps().stream()
                .filter(step -> step.work() instanceof Await)
                .collect(Collectors.toMap(Step::resource, this::hasSucceeded, Boolean::logicalAnd));
        return waits.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
