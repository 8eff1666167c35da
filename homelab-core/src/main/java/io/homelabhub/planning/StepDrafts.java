package io.homelabhub.planning;

import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verb;
import io.homelabhub.plan.Work;
import io.homelabhub.resource.HookCommand;
import io.homelabhub.resource.ResourceId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Steps while their order is still being worked out. An edge may lead to a step drafted later; numbers are given at the
 * end, in the order of drafting as far as the edges allow.
 */
final class StepDrafts {
    private final List<Draft> drafts = new ArrayList<>();
    private final Optional<Duration> stopTimeout;
    private final ContainerHooks hooks;

    /**
     * @param stopTimeout how long containers get to end, in every step; empty for what each says itself
     * @param hooks what is run in a container before it is stopped, and after that is taken back
     */
    StepDrafts(Optional<Duration> stopTimeout, ContainerHooks hooks) {
        this.stopTimeout = stopTimeout;
        this.hooks = hooks;
    }

    /** A step without a number. */
    static final class Draft {
        private final int position;
        private final Work work;
        private final ResourceId resource;
        private final List<Action> undo;
        private final Set<Draft> after = new LinkedHashSet<>();
        private final Set<Draft> afterEnd = new LinkedHashSet<>();
        private final Set<Draft> preferablyAfter = new LinkedHashSet<>();
        private final Set<Draft> preferablyAfterEnd = new LinkedHashSet<>();
        private final Set<Draft> onlyIf = new LinkedHashSet<>();
        private final Set<Draft> preparations = new LinkedHashSet<>();
        private Optional<Await> restored = Optional.empty();

        private Draft(int position, Work work, ResourceId resource, List<Action> undo) {
            this.position = position;
            this.work = work;
            this.resource = resource;
            this.undo = undo;
        }

        Draft after(Draft before) {
            after.add(before);
            return this;
        }

        Draft after(Iterable<Draft> before) {
            before.forEach(after::add);
            return this;
        }

        Draft after(Optional<Draft> before) {
            before.ifPresent(after::add);
            return this;
        }

        /** Waits for the end of {@code before}, however it ends. */
        Draft afterEndOf(Draft before) {
            afterEnd.add(before);
            return this;
        }

        /** Waits for {@code before} unless that would close a cycle. */
        Draft preferablyAfter(Iterable<Draft> before) {
            before.forEach(preferablyAfter::add);
            return this;
        }

        /** Waits for the end of {@code before}, however it ends, unless that would close a cycle. */
        Draft preferablyAfterEndOf(Iterable<Draft> before) {
            before.forEach(preferablyAfterEnd::add);
            return this;
        }

        /** Comes just before {@code next}: waits for all that it waits for, unless that would close a cycle. */
        Draft justBefore(Draft next) {
            preferablyAfter.addAll(next.after);
            preferablyAfterEnd.addAll(next.afterEnd);
            preferablyAfter.addAll(next.preferablyAfter);
            preferablyAfterEnd.addAll(next.preferablyAfterEnd);
            next.after(this);
            return this;
        }

        /** Is prepared by what begins with {@code first} and ends with {@code last}, once it could be done itself. */
        Draft preparedBy(Draft first, Draft last) {
            preparations.add(first);
            return after(last);
        }

        /** What it waits for in the end, that which prepares it has to wait for. */
        private void passOn() {
            for (Draft first : preparations) {
                after.stream().filter(before -> !before.waitsFor(first)).forEach(first.after::add);
                afterEnd.stream().filter(before -> !before.waitsFor(first)).forEach(first.afterEnd::add);
                first.preferablyAfter.addAll(preferablyAfter);
                first.preferablyAfterEnd.addAll(preferablyAfterEnd);
            }
        }

        /** Is done only if one of {@code fetches} brings another image; in any case if there are none. */
        Draft onlyIf(Set<Draft> fetches) {
            onlyIf.addAll(fetches);
            return after(fetches);
        }

        /** Once it is taken back, this has to be reached again. */
        Draft restoring(Optional<Await> await) {
            restored = await;
            return this;
        }

        /** The container that this step stops, if it does. */
        Optional<String> stopped() {
            return work.container(Verb.STOP);
        }

        /** The container to which it gives another name, if it does. */
        Optional<String> renamed() {
            return work.container(Verb.RENAME);
        }

        /** The container that it removes, if it does. */
        Optional<String> removed() {
            return work.container(Verb.REMOVE);
        }

        /** The name that a container has from this step on, and had not before. */
        Optional<String> takenName() {
            return work.action()
                    .flatMap(action -> action.as(Action.RenameContainer.class))
                    .map(Action.RenameContainer::name)
                    .or(() -> work.container(Verb.CREATE));
        }

        /** Whether it comes after another in any case. */
        boolean waitsFor(Draft other) {
            Set<Draft> seen = new HashSet<>();
            Deque<Draft> open = new ArrayDeque<>(List.of(this));
            while (!open.isEmpty()) {
                Draft next = open.remove();
                if (next == other) {
                    return true;
                }
                if (seen.add(next)) {
                    open.addAll(next.after);
                    open.addAll(next.afterEnd);
                }
            }
            return false;
        }

        private void followPreferences() {
            preferablyAfter.stream().filter(before -> !before.waitsFor(this)).forEach(after::add);
            preferablyAfterEnd.stream().filter(before -> !before.waitsFor(this)).forEach(afterEnd::add);
        }

        int position() {
            return position;
        }

        ResourceId resource() {
            return resource;
        }

        /** Whose end it waits for, however they end. */
        Set<ResourceId> resourcesAwaitedToTheirEnd() {
            return afterEnd.stream().map(Draft::resource).collect(Collectors.toSet());
        }

        /** Which others must have succeeded; removals come last and need nobody. */
        Set<ResourceId> resourcesNeeded() {
            return removed().isPresent()
                    ? Set.of()
                    : after.stream()
                            .map(Draft::resource)
                            .filter(other -> !other.equals(resource))
                            .collect(Collectors.toSet());
        }
    }

    Draft add(Work work, ResourceId resource, Action... undo) {
        return work.action()
                .flatMap(action -> action.as(Action.StopContainer.class))
                .map(stop -> addStop(stop, resource, List.of(undo)))
                .orElseGet(() -> added(work, resource, List.of(undo)));
    }

    private Draft addStop(Action.StopContainer stop, ResourceId resource, List<Action> undo) {
        List<Draft> before = new ArrayList<>();
        for (HookCommand hook : hooks.beforeStopOf(stop.container())) {
            Draft run = added(new Action.RunHook(stop.container(), hook), resource, List.of());
            before.add(before.isEmpty() ? run : run.after(before.get(before.size() - 1)));
        }
        Draft draft = added(timed(stop), resource, hooks.afterComeback(stop.container(), undo));
        return before.isEmpty() ? draft : draft.preparedBy(before.get(0), before.get(before.size() - 1));
    }

    private Draft added(Work work, ResourceId resource, List<Action> undo) {
        Draft draft = new Draft(drafts.size(), work, resource, undo);
        drafts.add(draft);
        return draft;
    }

    private Action timed(Action.StopContainer stop) {
        return stopTimeout.isPresent() ? new Action.StopContainer(stop.container(), stopTimeout) : stop;
    }

    /** The drafts in the order in which they were made. */
    List<Draft> all() {
        return List.copyOf(drafts);
    }

    /** Those made since there were {@code count}. */
    List<Draft> since(int count) {
        return List.copyOf(drafts.subList(count, drafts.size()));
    }

    /** How many there are. */
    int count() {
        return drafts.size();
    }

    /**
     * The steps in their order. Of preferences that close a cycle with the other edges, those are followed that come first.
     *
     * @throws IllegalStateException if the other edges close a cycle
     */
    List<Step> numbered() {
        drafts.forEach(Draft::passOn);
        drafts.forEach(Draft::followPreferences);
        List<Draft> order = ordered();
        if (order.size() < drafts.size()) {
            throw new IllegalStateException("the steps of this plan wait for each other: "
                    + drafts.stream()
                            .map(d -> d.work.getClass().getSimpleName() + " " + d.resource)
                            .collect(Collectors.joining(", ")));
        }
        return number(order);
    }

    private List<Draft> ordered() {
        Map<Draft, Integer> waitsFor = new HashMap<>();
        Map<Draft, List<Draft>> followers = new HashMap<>();
        PriorityQueue<Draft> free = new PriorityQueue<>((a, b) -> Integer.compare(a.position, b.position));
        for (Draft draft : drafts) {
            Set<Draft> before = new LinkedHashSet<>(draft.after);
            before.addAll(draft.afterEnd);
            waitsFor.put(draft, before.size());
            before.forEach(
                    b -> followers.computeIfAbsent(b, any -> new ArrayList<>()).add(draft));
            if (before.isEmpty()) {
                free.add(draft);
            }
        }
        List<Draft> order = new ArrayList<>();
        while (!free.isEmpty()) {
            Draft next = free.remove();
            order.add(next);
            for (Draft follower : followers.getOrDefault(next, List.of())) {
                if (waitsFor.merge(follower, -1, Integer::sum) == 0) {
                    free.add(follower);
                }
            }
        }
        return order;
    }

    private List<Step> number(List<Draft> order) {
        Map<Draft, Integer> ids = new HashMap<>();
        order.forEach(draft -> ids.put(draft, ids.size() + 1));
        return order.stream()
                .map(draft -> new Step(
                        ids.getOrDefault(draft, 0),
                        draft.work,
                        draft.resource,
                        ids(draft.after, ids),
                        ids(draft.afterEnd, ids),
                        ids(draft.onlyIf, ids),
                        draft.undo,
                        draft.restored))
                .toList();
    }

    private static Set<Integer> ids(Set<Draft> drafts, Map<Draft, Integer> ids) {
        return drafts.stream().map(draft -> ids.getOrDefault(draft, 0)).collect(Collectors.toCollection(TreeSet::new));
    }
}
