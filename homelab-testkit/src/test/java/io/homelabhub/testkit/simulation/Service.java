package io.homelabhub.testkit.simulation;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service of a world.
 *
 * @param copies how many containers it has, 1 and up
 * @param needs what it needs; with a question mark at the end if it can do without
 */
record Service(String name, Kind kind, int copies, List<String> needs, Set<Trait> traits) {
    Service {
        needs = List.copyOf(needs);
        traits = Collections.unmodifiableSet(new TreeSet<>(traits));
    }

    /** What the processes of its second image do. Those of its first run well. */
    enum Kind {
        /** Runs on; has no health test. */
        PLAIN,
        /** Healthy after a second. */
        HEALTHY,
        /** Healthy after twenty seconds. */
        SLOW,
        /** Never healthy. */
        SICK,
        /** Ends at once, again and again. */
        CRASHING,
        /** Ends well after two seconds; what needs it waits for that. */
        ONE_SHOT,
        /** Ends badly after two seconds; what needs it waits in vain. */
        FAILING_ONE_SHOT;

        boolean ends() {
            return this == ONE_SHOT || this == FAILING_ONE_SHOT;
        }

        boolean isTested() {
            return this == HEALTHY || this == SLOW || this == SICK;
        }
    }

    /** What else there is to it. */
    enum Trait {
        /** Has a named volume that it writes to. */
        VOLUME,
        /** Publishes a port of the host. */
        PORT,
        /** Its owner has named its container. */
        NAMED,
        /** Has a password in its environment, which it also writes into its log. */
        SECRET,
        /** Is started again by the engine. */
        RESTARTS,
        /** Its image is built here. */
        BUILT,
        /** Its registry is asked for a newer image at each deployment. */
        FRESH,
        /** The catalog says where to ask whether it is ready; its container has no health test. */
        ENDPOINT
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether there can be only one container of it. */
    boolean isSingle() {
        return has(Trait.PORT) || has(Trait.NAMED) || has(Trait.ENDPOINT);
    }

    /** The names alone. */
    List<String> needed() {
        return needs.stream().map(Service::bare).toList();
    }

    static String bare(String need) {
        return isOptional(need) ? need.substring(0, need.length() - 1) : need;
    }

    static boolean isOptional(String need) {
        return need.endsWith("?");
    }

    Service without(String need) {
        List<String> fewer =
                needs.stream().filter(one -> !bare(one).equals(need)).toList();
        return new Service(name, kind, copies, fewer, traits);
    }

    Service without(Trait trait) {
        Set<Trait> fewer = new TreeSet<>(traits);
        fewer.remove(trait);
        return new Service(name, kind, copies, needs, fewer);
    }

    Service with(Kind kind, int copies) {
        return new Service(name, kind, copies, needs, traits);
    }
}
