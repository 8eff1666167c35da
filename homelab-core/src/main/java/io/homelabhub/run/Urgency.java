package io.homelabhub.run;

import io.homelabhub.plan.Step;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In which order steps take their places when there are more than places. What goes on with a service comes before what begins
 * with another: with many to be replaced, a few are down for a moment each instead of all for long. Otherwise those are first
 * behind which the longest chain of others waits, as on that the end of the run depends. Among equals the order of the plan
 * holds.
 *
 * <p>How long a step takes is not known beforehand. Waits and what is open-ended count as seconds, all else as parts of one.
 */
final class Urgency {
    private static final int LONG = 8;
    private static final int SHORT = 1;

    private final Map<Integer, Integer> ranks = new HashMap<>();

    /** @param steps each after those it waits for, as a plan holds them */
    Urgency(List<Step> steps) {
        Map<Integer, Integer> chains = chains(steps);
        Set<Integer> goingOn = goingOn(steps);
        List<Step> sorted = new ArrayList<>(steps);
        sorted.sort(Comparator.comparing((Step step) -> goingOn.contains(step.id()))
                .thenComparing(step -> chains.getOrDefault(step.id(), 0))
                .reversed());
        sorted.forEach(step -> ranks.put(step.id(), ranks.size()));
    }

    /** Those that wait for another step of the same resource. */
    private static Set<Integer> goingOn(List<Step> steps) {
        Map<Integer, ResourceId> resources = new HashMap<>();
        steps.forEach(step -> resources.put(step.id(), step.resource()));
        return steps.stream()
                .filter(step -> Stream.concat(step.after().stream(), step.afterEnd().stream())
                        .anyMatch(before -> step.resource().equals(resources.get(before))))
                .map(Step::id)
                .collect(Collectors.toSet());
    }

    /** The length of the longest chain that begins with each step, by id. */
    private static Map<Integer, Integer> chains(List<Step> steps) {
        Map<Integer, Integer> chains = new HashMap<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            int chain = chains.merge(step.id(), length(step), Integer::sum);
            step.after().forEach(id -> chains.merge(id, chain, Math::max));
            step.afterEnd().forEach(id -> chains.merge(id, chain, Math::max));
        }
        return chains;
    }

    private static int length(Step step) {
        return step.work().accept(action -> action.verb().isOpenEnded() ? LONG : SHORT, await -> LONG, gate -> LONG);
    }

    /** Its place in the queue: 0 for the most urgent step of the plan. */
    int rank(Step step) {
        return ranks.getOrDefault(step.id(), Integer.MAX_VALUE);
    }
}
