package io.homelabhub.run;

import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verb;
import io.homelabhub.resource.ResourceId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Knows the steps that only tidy up behind a change that has succeeded: the new containers are ready, and the old ones are on
 * their way out. They are quick, and to leave them half done helps nobody, so a run that ends early still does them. Pure.
 */
final class Commits {
    private Commits() {}

    /**
     * Those that have not ended. Of each resource it is all that is left to do, or nothing.
     *
     * @param goingOn the steps under way that go on to their end: a wait among them may still succeed
     */
    static Set<Integer> unfinished(Plan plan, Ledger ledger, Set<Integer> goingOn) {
        Set<Integer> succeeded = new HashSet<>(goingOn);
        succeeded.addAll(ids(ledger.ended(Outcome.Succeeded.class)));
        return plan.steps().stream().collect(Collectors.groupingBy(Step::resource)).values().stream()
                .filter(steps -> isReady(steps, succeeded))
                .map(steps -> open(steps, ledger))
                .filter(open -> waitForNothingBut(open, succeeded))
                .flatMap(open -> ids(open).stream())
                .collect(Collectors.toSet());
    }

    /**
     * Those that remove for good what a wait had to show to be replaced, and on which nothing else rests. They come after the
     * last look at everything: from the first of them on there is no way back.
     *
     * @param together whether other hosts have a part in the run: what any of them removes for good then waits until all are well
     */
    static Set<Integer> forGood(Plan plan, boolean together) {
        Set<Integer> behindWaits = new HashSet<>();
        for (Step step : plan.steps()) {
            boolean behind = Stream.concat(step.after().stream(), step.afterEnd().stream())
                    .anyMatch(behindWaits::contains);
            if (behind || step.work().isWait()) {
                behindWaits.add(step.id());
            }
        }
        Set<Integer> last = new HashSet<>();
        Set<Integer> waitedFor = new HashSet<>();
        for (int i = plan.steps().size() - 1; i >= 0; i--) {
            Step step = plan.steps().get(i);
            boolean passing = step.work()
                    .container(Verb.REMOVE)
                    .filter(plan.passingContainers()::contains)
                    .isPresent();
            boolean late = behindWaits.contains(step.id()) || (together && !passing);
            boolean forGood = isForGood(step) && late && !waitedFor.contains(step.id());
            if (forGood) {
                last.add(step.id());
            } else {
                waitedFor.addAll(step.after());
                waitedFor.addAll(step.afterEnd());
            }
        }
        return last;
    }

    private static boolean isForGood(Step step) {
        return step.work().does(Verb.REMOVE) && step.undo().isEmpty() && isMissed(step.resource());
    }

    /** Networks and images are empty without a container, and can be had again. */
    private static boolean isMissed(ResourceId removed) {
        return switch (removed.kind()) {
            case SERVICE, JOB, CONTAINER, VOLUME -> true;
            case NETWORK, IMAGE -> false;
        };
    }

    private static Set<Integer> ids(List<Step> steps) {
        return steps.stream().map(Step::id).collect(Collectors.toSet());
    }

    private static List<Step> open(List<Step> steps, Ledger ledger) {
        return steps.stream().filter(step -> ledger.outcome(step).isEmpty()).toList();
    }

    /** Whether the run has waited for the resource, and not in vain. */
    private static boolean isReady(List<Step> steps, Set<Integer> succeeded) {
        List<Step> waits = steps.stream().filter(step -> step.work().isWait()).toList();
        return !waits.isEmpty() && succeeded.containsAll(ids(waits));
    }

    private static boolean waitForNothingBut(List<Step> open, Set<Integer> succeeded) {
        Set<Integer> expected = new HashSet<>(succeeded);
        expected.addAll(ids(open));
        return open.stream()
                .allMatch(step -> expected.containsAll(step.after()) && expected.containsAll(step.afterEnd()));
    }
}
