package io.homelabhub.plan;

import io.homelabhub.resource.ResourceId;
import java.util.Collections;
import java.util.List;
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
 * @param undo what takes the step back once it has succeeded, in order; empty if nothing needs to be or can be taken back
 */
public record Step(
        int id, Work work, ResourceId resource, Set<Integer> after, Set<Integer> afterEnd, List<Action> undo) {
    public Step {
        after = Collections.unmodifiableSet(new TreeSet<>(after));
        afterEnd = Collections.unmodifiableSet(new TreeSet<>(afterEnd));
        undo = List.copyOf(undo);
    }
}
