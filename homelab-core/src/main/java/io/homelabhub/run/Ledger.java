package io.homelabhub.run;

import io.homelabhub.plan.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which steps may begin, which are under way, and how each ended. Bookkeeping only: it calls nobody and reads no clock.
 * Each edge of the graph is looked at twice in all, so a run's bookkeeping is linear in its plan.
 */
final class Ledger {
    /** What follows from the end of a step, each in plan order. */
    record Consequences(List<Step> ready, List<Step> skipped) {}

    private static final class Entry {
        final Step step;
        final List<Entry> waiting = new ArrayList<>();
        final List<Entry> waitingForEnd = new ArrayList<>();
        int open;
        boolean begun;

        @Nullable
        Outcome outcome;

        Duration took = Duration.ZERO;

        Entry(Step step) {
            this.step = step;
        }
    }

    private final Map<Integer, Entry> entries = new LinkedHashMap<>();
    private int unsettled;

    /** @param steps each after those it waits for, as a plan holds them */
    Ledger(List<Step> steps) {
        for (Step step : steps) {
            Entry entry = new Entry(step);
            step.after().forEach(id -> entry(id).waiting.add(entry));
            step.afterEnd().forEach(id -> entry(id).waitingForEnd.add(entry));
            entry.open = step.after().size() + step.afterEnd().size();
            entries.put(step.id(), entry);
        }
        unsettled = steps.size();
    }

    private Entry entry(int id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new IllegalArgumentException("no step #" + id);
        }
        return entry;
    }

    /** The steps that wait for nothing. */
    List<Step> initiallyReady() {
        return entries.values().stream()
                .filter(entry -> entry.open == 0)
                .map(entry -> entry.step)
                .toList();
    }

    /** Notes that a step begins; false if it may not any more, as it has been dropped since it was ready. */
    boolean begin(Step step) {
        Entry entry = entry(step.id());
        entry.begun = entry.outcome == null;
        return entry.begun;
    }

    /** Notes how a step that had begun ended. What waited for the success of one that failed is skipped, and so on. */
    Consequences end(Step step, Outcome outcome, Duration took) {
        entry(step.id()).took = took;
        return spread(step, outcome);
    }

    private Consequences spread(Step step, Outcome outcome) {
        Deque<Entry> ended = new ArrayDeque<>();
        settle(entry(step.id()), outcome, ended);
        List<Step> ready = new ArrayList<>();
        List<Step> skipped = new ArrayList<>();
        while (!ended.isEmpty()) {
            Entry entry = ended.remove();
            if (entry.outcome instanceof Outcome.Skipped) {
                skipped.add(entry.step);
            }
            boolean succeeded = entry.outcome instanceof Outcome.Succeeded;
            Outcome forDependants = outcome instanceof Outcome.Failed ? new Outcome.Skipped(step.id()) : outcome;
            for (Entry dependant : entry.waiting) {
                if (succeeded) {
                    countDown(dependant, ready);
                } else if (dependant.outcome == null && !dependant.begun) {
                    settle(dependant, forDependants, ended);
                }
            }
            entry.waitingForEnd.forEach(dependant -> countDown(dependant, ready));
        }
        ready.sort(Comparator.comparingInt(Step::id));
        skipped.sort(Comparator.comparingInt(Step::id));
        return new Consequences(ready, skipped);
    }

    private void settle(Entry entry, Outcome outcome, Deque<Entry> ended) {
        entry.outcome = outcome;
        unsettled--;
        ended.add(entry);
    }

    private static void countDown(Entry entry, List<Step> ready) {
        entry.open--;
        if (entry.open == 0 && entry.outcome == null) {
            ready.add(entry.step);
        }
    }

    /** Gives every step that has not begun this outcome, ready ones included, but for those in {@code kept}. */
    List<Step> drop(Outcome outcome, Set<Integer> kept) {
        List<Step> dropped = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (!entry.begun && entry.outcome == null && !kept.contains(entry.step.id())) {
                entry.outcome = outcome;
                unsettled--;
                dropped.add(entry.step);
            }
        }
        return dropped;
    }

    /** The ids of the steps that have begun and not ended; one that still waits for its turn has not begun. */
    Set<Integer> underWay() {
        return entries.values().stream()
                .filter(entry -> entry.begun && entry.outcome == null)
                .map(entry -> entry.step.id())
                .collect(Collectors.toSet());
    }

    /** What a step had reached did not last: it has failed after all. What waits for it and has not begun is skipped. */
    Consequences overturn(Step step, Outcome.Failed failed) {
        unsettled++;
        entry(step.id()).waitingForEnd.clear(); // they have been told of an end
        return spread(step, failed);
    }

    /** A step is not to begin any more, nor what waits for it, because of something that is no step. Nothing follows if it has begun. */
    Consequences skip(Step step, Outcome.Skipped skipped) {
        Entry entry = entry(step.id());
        return entry.begun || entry.outcome != null ? new Consequences(List.of(), List.of()) : spread(step, skipped);
    }

    /** Whether every step but for {@code some} has its outcome. */
    boolean isSettledBut(Set<Integer> some) {
        return unsettled <= some.size()
                && entries.values().stream().allMatch(entry -> entry.outcome != null || some.contains(entry.step.id()));
    }

    /** Whether every step but for {@code some} has succeeded. */
    boolean isAllSucceededBut(Set<Integer> some) {
        return entries.values().stream()
                .allMatch(entry -> entry.outcome instanceof Outcome.Succeeded || some.contains(entry.step.id()));
    }

    /** Whether every step has its outcome. */
    boolean isSettled() {
        return unsettled == 0;
    }

    /** Whether every step has succeeded. */
    boolean isAllSucceeded() {
        return entries.values().stream().allMatch(entry -> entry.outcome instanceof Outcome.Succeeded);
    }

    /** How a step ended; empty if it has not. */
    Optional<Outcome> outcome(Step step) {
        return Optional.ofNullable(entry(step.id()).outcome);
    }

    /** How long a step was under way; zero if it was never. */
    Duration took(Step step) {
        return entry(step.id()).took;
    }

    /** The steps with an outcome of this type, in plan order. */
    List<Step> ended(Class<? extends Outcome> type) {
        return entries.values().stream()
                .filter(entry -> type.isInstance(entry.outcome))
                .map(entry -> entry.step)
                .toList();
    }

    /** The steps that were skipped because of {@code failed}, in plan order. */
    List<Step> skippedBecauseOf(Step failed) {
        Outcome skipped = new Outcome.Skipped(failed.id());
        return entries.values().stream()
                .filter(entry -> skipped.equals(entry.outcome))
                .map(entry -> entry.step)
                .toList();
    }
}
