package io.homelabhub.deployment;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.placement.Obstacle;
import java.util.List;
import java.util.stream.Collectors;

/** What was asked for may not or cannot run on the host that it was asked for. Nothing was changed. */
public final class PlacementRefusedException extends HomelabException {
    private static final long serialVersionUID = 1L;

    private final transient List<Obstacle> obstacles;

    /** @param obstacles everything that is in the way; one at least */
    public PlacementRefusedException(List<Obstacle> obstacles) {
        super(problem(obstacles), remedies(obstacles), null);
        this.obstacles = List.copyOf(obstacles);
    }

    /** Everything that is in the way. Lost when the exception is serialised. */
    public List<Obstacle> obstacles() {
        return obstacles;
    }

    private static String problem(List<Obstacle> obstacles) {
        return "the deploy did not start: "
                + obstacles.stream().map(Obstacle::problem).distinct().collect(Collectors.joining(";\n  "));
    }

    private static String remedies(List<Obstacle> obstacles) {
        return obstacles.stream()
                .map(Obstacle::remedy)
                .distinct()
                .map(remedy -> "To go on, " + remedy + ".")
                .collect(Collectors.joining("\n"));
    }
}
