package io.homelabhub.run;

import io.homelabhub.plan.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** In which order the steps of a plan are taken back: each after all that waited for it. Used by one thread. */
final class ReverseOrder {
    private final List<Step> plan;
    private final Map<Integer, Step> steps = new HashMap<>();
    private final Map<Integer, Integer> openDependants = new HashMap<>();
    private int unsettled;

    ReverseOrder(List<Step> plan) {
        this.plan = plan;
        for (Step step : plan) {
            steps.put(step.id(), step);
            openDependants.put(step.id(), 0);
            needs(step).forEach(id -> openDependants.merge(id, 1, Integer::sum));
        }
        unsettled = steps.size();
    }

    private static Stream<Integer> needs(Step step) {
        return Stream.concat(step.after().stream(), step.afterEnd().stream());
    }

    /** The steps that no other waited for. */
    List<Step> last() {
        return plan.stream()
                .filter(step -> openDependants.getOrDefault(step.id(), 0) == 0)
                .toList();
    }

    /** The steps that {@code settled} waited for, and that no other step still does. */
    List<Step> settle(Step settled) {
        unsettled--;
        return needs(settled)
                .filter(id -> openDependants.merge(id, -1, Integer::sum) == 0)
                .flatMap(id -> Stream.ofNullable(steps.get(id)))
                .toList();
    }

    /** Whether every step is settled. */
    boolean isOver() {
        return unsettled == 0;
    }
}
