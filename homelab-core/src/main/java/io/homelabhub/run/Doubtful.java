package io.homelabhub.run;

import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verb;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Starts that are held back: something has happened to what they have waited for since it was ready, and it has not been seen well
 * again. Bookkeeping only.
 */
final class Doubtful {
    private final Map<Integer, Step> steps = new HashMap<>();
    private final LastLook lastLook;
    private final Map<Integer, Step> held = new LinkedHashMap<>();

    Doubtful(Plan plan, LastLook lastLook) {
        plan.steps().forEach(step -> steps.put(step.id(), step));
        this.lastLook = lastLook;
    }

    /** The services for which a step has to wait once more; if there are any, it is held until it is released. */
    List<String> holdsBack(Step step) {
        List<String> services =
                step.work().does(Verb.START) ? lastLook.inDoubt(step.resource().name(), awaits(step)) : List.of();
        if (!services.isEmpty()) {
            held.put(step.id(), step);
        }
        return services;
    }

    /** Those that were held back, to be asked about anew. */
    List<Step> release() {
        List<Step> released = List.copyOf(held.values());
        held.clear();
        return released;
    }

    /** The waits that come before a step, but for those that others of them have come after. */
    private Set<Integer> awaits(Step step) {
        Set<Integer> seen = new HashSet<>();
        Set<Integer> awaits = new HashSet<>();
        collect(step, seen, awaits);
        return awaits;
    }

    private void collect(Step step, Set<Integer> seen, Set<Integer> awaits) {
        for (int id : step.after()) {
            Step before = steps.get(id);
            if (before != null && seen.add(id)) {
                if (before.work().await().isPresent()) {
                    awaits.add(id);
                } else {
                    collect(before, seen, awaits);
                }
            }
        }
    }
}
