package io.homelabhub.graph;

import java.util.Comparator;

/**
 * One statement in a file from which a {@link Dependency} follows.
 *
 * @param source where it is stated
 * @param condition what the dependency must have reached
 * @param required whether the dependant cannot do without the dependency; an optional one is not brought in, but when
 *     both are there the order holds all the same
 * @param restart whether the dependant is restarted after the dependency was replaced
 */
public record Reason(Source source, Condition condition, boolean required, boolean restart)
        implements Comparable<Reason> {
    private static final Comparator<Reason> ORDER = Comparator.comparing(Reason::source)
            .thenComparing(Reason::condition)
            .thenComparing(Reason::required)
            .thenComparing(Reason::restart);

    /** The kinds of statement that make a dependency. */
    public enum Source {
        /** {@code dependencies} of the catalog. */
        CATALOG,
        /** {@code optional_dependencies} of the catalog. */
        CATALOG_OPTIONAL,
        /** {@code depends_on} of a Compose service. */
        DEPENDS_ON,
        /** {@code links} of a Compose service. */
        LINKS,
        /** {@code network_mode: service:x}. */
        NETWORK_MODE,
        /** {@code ipc: service:x}. */
        IPC,
        /** {@code pid: service:x}. */
        PID,
        /** {@code volumes_from} of a Compose service. */
        VOLUMES_FROM,
        /** {@code links} and {@code external_links} of a Compose service on the engine's default bridge. */
        BRIDGE_LINKS;

        /**
         * Whether the engine takes the other's container for it when it creates one: the other has to be there before, and a
         * new one in its place makes a new one of the dependant necessary.
         */
        public boolean bindsToContainer() {
            return switch (this) {
                case NETWORK_MODE, IPC, PID, VOLUMES_FROM, BRIDGE_LINKS -> true;
                case CATALOG, CATALOG_OPTIONAL, DEPENDS_ON, LINKS -> false;
            };
        }
    }

    /** An entry under {@code dependencies} of the catalog. */
    public static Reason catalog() {
        return new Reason(Source.CATALOG, Condition.READY, true, false);
    }

    /** An entry under {@code optional_dependencies} of the catalog. */
    public static Reason catalogOptional() {
        return new Reason(Source.CATALOG_OPTIONAL, Condition.READY, false, false);
    }

    /** An entry under {@code depends_on} of a Compose service. */
    public static Reason dependsOn(Condition condition, boolean required, boolean restart) {
        return new Reason(Source.DEPENDS_ON, condition, required, restart);
    }

    /**
     * What Compose derives from sharing something with another service: it must run, and the dependant cannot do
     * without it.
     *
     * @param source none of the catalog's, nor {@code DEPENDS_ON}
     * @param restart as Compose sets it: true for all but {@code VOLUMES_FROM}
     */
    public static Reason shared(Source source, boolean restart) {
        return new Reason(source, Condition.STARTED, true, restart);
    }

    @Override
    public int compareTo(Reason other) {
        return ORDER.compare(this, other);
    }
}
