package io.homelabhub.run;

import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps the old containers that come back in order: the one of a bot comes after that of its database is well again, else it
 * would find the new database, or none. Bookkeeping only.
 */
final class Comebacks {
    private final Map<Integer, Set<Integer>> waitsFor = new HashMap<>();
    private final Map<Integer, Step> waiting = new LinkedHashMap<>();
    private final Set<Integer> open = new HashSet<>();

    /** @param wanted the steps that are taken back */
    Comebacks(Plan plan, List<Step> wanted) {
        Map<Integer, Step> steps = new HashMap<>();
        Map<Integer, Set<Integer>> before = new HashMap<>();
        for (Step step : plan.steps()) {
            steps.put(step.id(), step);
            Set<Integer> all = new HashSet<>();
            Stream.concat(step.after().stream(), step.afterEnd().stream()).forEach(id -> {
                all.add(id);
                all.addAll(before.getOrDefault(id, Set.of()));
            });
            before.put(step.id(), all);
        }
        for (Step step : wanted) {
            open.add(step.id());
            Set<Integer> others = new HashSet<>(before.getOrDefault(step.id(), Set.of()));
            others.removeIf(id -> {
                Step other = steps.get(id);
                return other == null || other.resource().equals(step.resource());
            });
            waitsFor.put(step.id(), others);
        }
    }

    /** It is this step's turn, as far as those that waited for it are concerned. */
    void add(Step step) {
        waiting.put(step.id(), step);
    }

    /** A step has been taken back, or could not be. */
    void closed(Step step) {
        open.remove(step.id());
    }

    /** Those whose turn has come, each told once. */
    List<Step> due() {
        List<Step> due = new ArrayList<>();
        for (Step step : List.copyOf(waiting.values())) {
            if (waitsFor.getOrDefault(step.id(), Set.of()).stream().noneMatch(open::contains)) {
                waiting.remove(step.id());
                due.add(step);
            }
        }
        return due;
    }

    /** Whether every step has been taken back, or could not be. */
    boolean areOver() {
        return open.isEmpty();
    }
}
