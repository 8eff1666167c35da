package io.homelabhub.discovery;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.placement.Obstacle;
import java.util.List;
import java.util.stream.Collectors;

/** What leads to services was not written, as it would lead to some of them in vain, or to none. Nothing was changed. */
public final class DiscoveryRefusedException extends HomelabException {
    private static final long serialVersionUID = 1L;

    DiscoveryRefusedException(List<Obstacle> obstacles) {
        super(
                "nothing was written: "
                        + obstacles.stream().map(Obstacle::problem).collect(Collectors.joining(";\n  ")),
                obstacles.stream()
                        .map(Obstacle::remedy)
                        .distinct()
                        .map(remedy -> "To go on, " + remedy + ".")
                        .collect(Collectors.joining("\n")),
                null);
    }

    /** For a reader that knows fewer characters in names than Compose does. */
    static DiscoveryRefusedException sameName(String name, String service) {
        return new DiscoveryRefusedException(List.of(new Obstacle(
                service + " and another service would both be named " + name + " there", "rename one of them")));
    }
}
