package io.homelabhub.testkit.engine;

import java.util.function.Predicate;

/**
 * Which calls are meant. A name is whatever the target is known by: a container's name, its Compose service, an image
 * reference, a network, a volume.
 */
public final class Calls implements Predicate<Call> {
    private final String description;
    private final Predicate<Call> matches;

    private Calls(String description, Predicate<Call> matches) {
        this.description = description;
        this.matches = matches;
    }

    public static Calls pull(String image) {
        return of(Verb.PULL_IMAGE, image);
    }

    public static Calls create(String container) {
        return of(Verb.CREATE_CONTAINER, container);
    }

    public static Calls start(String container) {
        return of(Verb.START_CONTAINER, container);
    }

    public static Calls stop(String container) {
        return of(Verb.STOP_CONTAINER, container);
    }

    public static Calls remove(String container) {
        return of(Verb.REMOVE_CONTAINER, container);
    }

    public static Calls rename(String container) {
        return of(Verb.RENAME_CONTAINER, container);
    }

    /** Looks at a container's state. */
    public static Calls statusOf(String container) {
        return of(Verb.STATUS, container);
    }

    /** Runs of a container's health test by the caller, not by the engine. */
    public static Calls probeOf(String container) {
        return of(Verb.PROBE, container);
    }

    /** Every call of this kind on this target. */
    public static Calls of(Verb verb, String name) {
        return new Calls(
                verb + " " + name, call -> call.verb() == verb && call.names().contains(name));
    }

    /** Every call of this kind. */
    public static Calls of(Verb verb) {
        return new Calls(verb.toString(), call -> call.verb() == verb);
    }

    /** Every action, whatever it is. */
    public static Calls anyAction() {
        return new Calls("any action", call -> call.action().isPresent());
    }

    /** Every call. */
    public static Calls any() {
        return new Calls("any call", call -> true);
    }

    @Override
    public boolean test(Call call) {
        return matches.test(call);
    }

    @Override
    public String toString() {
        return description;
    }
}
