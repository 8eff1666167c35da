package io.homelabhub.plan;

import io.homelabhub.resource.ResourceId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One vertex of the graph that apply walks.
 *
 * @param id 1 and up, unique in its plan; a step comes later in the list than those it waits for
 * @param work the engine call or the wait
 * @param resource what it is done for
 * @param after the ids of the steps that must have succeeded before it starts
 * @param afterEnd the ids of the steps that must have ended before it starts, however they ended: what a dependency with
 *     {@code required: false} comes to
 * @param onlyIf the ids of fetches of images, among those in {@code after}: the step is done only if one of them has brought
 *     another image than was there, else it counts as done without being so; empty for a step that is done in any case
 * @param undo what takes the step back once it has succeeded, in order; empty if nothing needs to be or can be taken back
 * @param restored for a step that stops a container: what that container has to reach again once the step is taken back;
 *     empty if it was not well before either, or ended again and again
 */
public record Step(
        int id,
        Work work,
        ResourceId resource,
        Set<Integer> after,
        Set<Integer> afterEnd,
        Set<Integer> onlyIf,
        List<Action> undo,
        Optional<Await> restored) {
    public Step {
        after = Collections.unmodifiableSet(new TreeSet<>(after));
        afterEnd = Collections.unmodifiableSet(new TreeSet<>(afterEnd));
        onlyIf = Collections.unmodifiableSet(new TreeSet<>(onlyIf));
        undo = List.copyOf(undo);
    }

    /** A step that is done in any case, and whose taking back needs no wait. */
    public Step(int id, Work work, ResourceId resource, Set<Integer> after, Set<Integer> afterEnd, List<Action> undo) {
        this(id, work, resource, after, afterEnd, Set.of(), undo, Optional.empty());
    }
}
