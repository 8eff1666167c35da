package io.homelabhub.plan;

import java.util.Optional;
import java.util.function.Function;

/** What one step does: an engine call, a wait, or a wait for another host. */
public sealed interface Work permits Action, Await, Gate {
    /**
     * What the function for its kind makes of it. A new kind of work is one more function, and so a compile error wherever kinds
     * are told apart.
     */
    <R> R accept(
            Function<? super Action, ? extends R> action,
            Function<? super Await, ? extends R> await,
            Function<? super Gate, ? extends R> gate);

    /** The engine call, if it is one. */
    default Optional<Action> action() {
        return accept(Optional::of, await -> Optional.empty(), gate -> Optional.empty());
    }

    /** The wait, if it is one. */
    default Optional<Await> await() {
        return accept(action -> Optional.empty(), Optional::of, gate -> Optional.empty());
    }

    /** The wait for another host, if it is one. */
    default Optional<Gate> gate() {
        return accept(action -> Optional.empty(), await -> Optional.empty(), Optional::of);
    }

    /** Whether it is a wait. */
    default boolean isWait() {
        return await().isPresent();
    }

    /** Whether it is an action with this verb. */
    default boolean does(Verb verb) {
        return action().filter(action -> action.verb() == verb).isPresent();
    }

    /**
     * The container to which it does this, by id where the plan saw it, else by name; empty if it does something else, or to
     * something else.
     */
    default Optional<String> container(Verb verb) {
        return action().filter(action -> action.verb() == verb).flatMap(Action::subject);
    }
}
