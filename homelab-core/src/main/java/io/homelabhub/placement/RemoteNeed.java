package io.homelabhub.placement;

import java.util.List;
import java.util.Optional;

/**
 * A service that needs one of another host.
 *
 * @param dependant by its name in the catalog
 * @param needed likewise
 * @param site where that runs
 * @param address at which it is reached; empty if there is an obstacle
 * @param ports the ports there, in order
 * @param obstacles what keeps it from being reached; none if nothing does
 */
public record RemoteNeed(
        String dependant,
        String needed,
        Site site,
        Optional<String> address,
        List<Integer> ports,
        List<Obstacle> obstacles) {
    public RemoteNeed {
        ports = List.copyOf(ports);
        obstacles = List.copyOf(obstacles);
    }

    /** Whether it can be reached. */
    public boolean isMet() {
        return obstacles.isEmpty();
    }
}
