package io.homelabhub.look;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which events are wanted.
 *
 * @param names of services, groups or patterns; none for all
 * @param since from when on, by the engine's clock; empty for from now on. Engines remember the last few hundred of all containers
 * @param until the end, which may be yet to come; empty for none
 */
public record EventQuery(List<String> names, Optional<Instant> since, Optional<Instant> until) {
    public EventQuery {
        names = List.copyOf(names);
    }

    /** All from now on. */
    public static EventQuery of(List<String> names) {
        return new EventQuery(names, Optional.empty(), Optional.empty());
    }
}
