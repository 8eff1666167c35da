package io.homelabhub.run;

import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verb;
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
 * would find the new database, or none. What lives in another's namespace was stopped right before it, and comes after it.
 * Bookkeeping only.
 */
final class Comebacks {
    private final Map<Integer, Step> steps = new HashMap<>();
    private final Map<Integer, Set<Integer>> waitsFor = new HashMap<>();
    private final Map<Integer, Step> waiting = new LinkedHashMap<>();
    private final Set<Integer> open = new HashSet<>();

    /** @param wanted the steps that are taken back */
    Comebacks(Plan plan, List<Step> wanted) {
        Map<Integer, Set<Integer>> before = new HashMap<>();
        Map<Integer, Set<Integer>> guests = new HashMap<>();
        for (Step step : plan.steps()) {
            steps.put(step.id(), step);
            before.put(step.id(), closure(predecessors(step), before));
            Stream<Integer> stops = isStop(step) ? predecessors(step).filter(this::isStop) : Stream.of();
            guests.put(step.id(), closure(stops, guests));
        }
        for (Step step : wanted) {
            open.add(step.id());
            Set<Integer> others = new HashSet<>(before.getOrDefault(step.id(), Set.of()));
            others.removeAll(guests.getOrDefault(step.id(), Set.of()));
            others.removeIf(id -> isOfSameResource(step, id));
            waitsFor.computeIfAbsent(step.id(), id -> new HashSet<>()).addAll(others);
            guests.getOrDefault(step.id(), Set.of())
                    .forEach(guest -> waitsFor.computeIfAbsent(guest, id -> new HashSet<>())
                            .add(step.id()));
        }
    }

    private static Stream<Integer> predecessors(Step step) {
        return Stream.concat(step.after().stream(), step.afterEnd().stream());
    }

    private static Set<Integer> closure(Stream<Integer> direct, Map<Integer, Set<Integer>> closures) {
        Set<Integer> all = new HashSet<>();
        direct.forEach(id -> {
            all.add(id);
            all.addAll(closures.getOrDefault(id, Set.of()));
        });
        return all;
    }

    private boolean isStop(int id) {
        Step step = steps.get(id);
        return step != null && isStop(step);
    }

    private static boolean isStop(Step step) {
        return step.work().does(Verb.STOP);
    }

    private boolean isOfSameResource(Step step, int id) {
        Step other = steps.get(id);
        return other == null || other.resource().equals(step.resource());
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
