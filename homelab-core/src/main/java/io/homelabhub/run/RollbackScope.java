package io.homelabhub.run;

import io.homelabhub.engine.Effect;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verb;
import io.homelabhub.resource.ResourceId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what is taken back after a run that did not succeed. Pure.
 *
 * <p>Only what the run itself changed, or may have changed, is: a step that found things so already is left alone. And
 * nothing on which a removal rests that has been done: once the old container is gone, taking the new one away would
 * leave nothing.
 */
final class RollbackScope {
    private final Plan plan;
    private final Ledger ledger;
    private final boolean outage;
    private final Set<String> passing;

    /** @param outage whether the engine was restarted, and may have ended what no step has stopped */
    RollbackScope(Plan plan, Ledger ledger, boolean outage) {
        this.plan = plan;
        this.ledger = ledger;
        this.outage = outage;
        this.passing = plan.passingContainers();
    }

    /** Everything the run changed and can take back. */
    List<Step> everything() {
        Set<Integer> pinned = pinned();
        return plan.steps().stream()
                .filter(step -> !step.undo().isEmpty() && mayHaveChanged(step) && !pinned.contains(step.id()))
                .filter(step -> !hasPassed(step))
                .toList();
    }

    /** Whether it has made what the plan has removed again. */
    private boolean hasPassed(Step step) {
        return step.work().container(Verb.CREATE).filter(this::isGoneAgain).isPresent();
    }

    private boolean isGoneAgain(String container) {
        return passing.contains(container)
                && ledger.ended(Outcome.Succeeded.class).stream()
                        .flatMap(other -> other.work().container(Verb.REMOVE).stream())
                        .anyMatch(container::equals);
    }

    /** Of {@link #everything}, what belongs to resources that did not come to their end. */
    List<Step> halfMade() {
        Set<ResourceId> unfinished = plan.steps().stream()
                .filter(step -> !isRemoval(step) && !(outcome(step) instanceof Outcome.Succeeded))
                .map(Step::resource)
                .collect(Collectors.toSet());
        unfinished.addAll(givingWayTo(unfinished));
        return everything().stream()
                .filter(step -> unfinished.contains(step.resource()))
                .toList();
    }

    /** What only gives way, and to one of these: it goes for good when that is there. */
    private Set<ResourceId> givingWayTo(Set<ResourceId> takers) {
        Set<ResourceId> others = plan.steps().stream()
                .filter(step ->
                        step.work().action().filter(RollbackScope::isGivingWay).isEmpty())
                .map(Step::resource)
                .collect(Collectors.toSet());
        Set<Integer> before = plan.steps().stream()
                .filter(step -> takers.contains(step.resource()))
                .filter(step ->
                        step.work().action().filter(RollbackScope::isTaking).isPresent())
                .flatMap(step -> step.after().stream())
                .collect(Collectors.toSet());
        return plan.steps().stream()
                .filter(step -> before.contains(step.id()))
                .map(Step::resource)
                .filter(resource -> !others.contains(resource))
                .collect(Collectors.toSet());
    }

    /** Whether a container leaves a place by it. */
    private static boolean isGivingWay(Action action) {
        return switch (action.verb()) {
            case STOP, RENAME, REMOVE -> action.subject().isPresent();
            case PULL,
                    BUILD,
                    PUSH,
                    TAG,
                    CREATE,
                    START,
                    UPDATE,
                    SIGNAL,
                    PAUSE,
                    UNPAUSE,
                    RUN,
                    CONNECT,
                    DISCONNECT,
                    RECONNECT -> false;
        };
    }

    /** Whether a container takes a place by it. */
    private static boolean isTaking(Action action) {
        return switch (action.verb()) {
            case CREATE, RENAME, START -> action.subject().isPresent();
            case PULL,
                    BUILD,
                    PUSH,
                    TAG,
                    STOP,
                    REMOVE,
                    UPDATE,
                    SIGNAL,
                    PAUSE,
                    UNPAUSE,
                    RUN,
                    CONNECT,
                    DISCONNECT,
                    RECONNECT -> false;
        };
    }

    /** Of {@link #halfMade}, what does not stay for a look at why its time was up: what has failed to become ready. */
    List<Step> abandoned() {
        Set<ResourceId> failed = ledger.ended(Outcome.Failed.class).stream()
                .filter(step -> step.work().isWait())
                .map(Step::resource)
                .collect(Collectors.toSet());
        return halfMade().stream()
                .filter(step -> !failed.contains(step.resource()))
                .toList();
    }

    /**
     * Whether one of these failures concerns the whole deploy. A removal that fails when all is done does not: what was
     * wanted is there. Nor does what the plan says the rest can do without.
     */
    boolean isCalledForBy(List<Step> failed) {
        Set<Integer> inTheWay = inTheWay();
        return failed.stream()
                .filter(step -> !isRemoval(step) || inTheWay.contains(step.id()))
                .anyMatch(step -> !plan.optional().contains(step.resource()));
    }

    private static boolean isRemoval(Step step) {
        return step.work().does(Verb.REMOVE);
    }

    /** What something else than a removal waits for. */
    private Set<Integer> inTheWay() {
        return plan.steps().stream()
                .filter(step -> !isRemoval(step))
                .flatMap(step -> step.after().stream())
                .collect(Collectors.toSet());
    }

    private boolean mayHaveChanged(Step step) {
        if (outage && step.work().does(Verb.STOP)) {
            return true; // it was up when the run began
        }
        Outcome outcome = outcome(step);
        if (outcome instanceof Outcome.Succeeded succeeded) {
            // more than the step's inverse: the plan takes up what an interrupted run began, and that was ours as well
            return succeeded.effect() == Effect.DONE || step.undo().size() > 1;
        }
        return outcome instanceof Outcome.Failed failed && failed.perhapsDone();
    }

    private Outcome outcome(Step step) {
        return ledger.outcome(step).orElseGet(Outcome.Cancelled::new);
    }

    /** Whether something was removed that cannot be brought back. What is stopped without an undo was down already. */
    boolean leavesSomethingDone() {
        return plan.steps().stream().anyMatch(this::isTakenAway);
    }

    /** What waits for nothing was lying about when the run began, and nobody wants it back. */
    private boolean isTakenAway(Step step) {
        return isGone(step) && !step.after().isEmpty();
    }

    private boolean isGone(Step step) {
        return isRemoval(step) && !isOfPassing(step) && step.undo().isEmpty() && mayHaveChanged(step);
    }

    /** What the plan has made itself, and removes again, nobody wants back. */
    private boolean isOfPassing(Step step) {
        return step.work().container(Verb.REMOVE).filter(passing::contains).isPresent();
    }

    /**
     * The steps that a removal waited for, directly or not, once it is done for good. What only had to end, and failed, the
     * removal can do without.
     */
    private Set<Integer> pinned() {
        Set<Integer> succeeded =
                ledger.ended(Outcome.Succeeded.class).stream().map(Step::id).collect(Collectors.toSet());
        Set<Integer> pinned = new HashSet<>();
        for (int i = plan.steps().size() - 1; i >= 0; i--) {
            Step step = plan.steps().get(i);
            if (isGone(step) || pinned.contains(step.id())) {
                pinned.addAll(step.after());
                step.afterEnd().stream().filter(succeeded::contains).forEach(pinned::add);
            }
        }
        return pinned;
    }
}
