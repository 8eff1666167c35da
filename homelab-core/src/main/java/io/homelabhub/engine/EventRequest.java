package io.homelabhub.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * Which events are wanted.
 *
 * @param project the Compose project whose containers they are of
 * @param since from when on; empty for from now on. Engines remember the last few hundred of all containers
 * @param until the end, which may be yet to come; empty for none
 */
public record EventRequest(String project, Optional<Instant> since, Optional<Instant> until) {
    /** This one from {@code time} on. */
    public EventRequest withSince(Instant time) {
        return new EventRequest(project, Optional.of(time), until);
    }
}
