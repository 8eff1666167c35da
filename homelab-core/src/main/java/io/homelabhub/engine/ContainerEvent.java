package io.homelabhub.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a container.
 *
 * @param kind what happened
 * @param containerId the full id; empty for GAP
 * @param container its name then; empty for GAP
 * @param exitCode for DIE
 * @param at when, by the engine's clock
 */
public record ContainerEvent(Kind kind, String containerId, String container, Optional<Integer> exitCode, Instant at) {
    /** What happened. Kinds that nobody waits for are not told. */
    public enum Kind {
        CREATE,
        START,
        DIE,
        STOP,
        OOM,
        HEALTHY,
        UNHEALTHY,
        RENAME,
        DESTROY,
        /** The connection broke: events may have been missed, look again. */
        GAP
    }
}
