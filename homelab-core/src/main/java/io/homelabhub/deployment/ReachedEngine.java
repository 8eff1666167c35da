package io.homelabhub.deployment;

import io.homelabhub.catalog.Placement;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.host.Host;
import io.homelabhub.placement.Obstacle;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what the catalog says of hosts against the engine that was reached: a Docker context, or a variable, may have led to another machine
 * than the words of the run tell.
 */
final class ReachedEngine {
    private static final Set<String> DIALLED = Set.of("unix", "npipe", "tcp", "http", "https", "ssh");
    private static final String SOCKET = "unix://";

    private final ProjectDefinition definition;
    private final EngineInfo engine;

    ReachedEngine(ProjectDefinition definition, EngineInfo engine) {
        this.definition = definition;
        this.engine = engine;
    }

    /**
     * Lets services through that may run there.
     *
     * @param services by their catalog names
     * @throws PlacementRefusedException with every one that may not
     */
    void require(Collection<String> services) {
        if (!DIALLED.contains(engine.endpoint().replaceFirst(":.*", ""))) {
            return; // an engine that is on no machine
        }
        List<Obstacle> obstacles = new ArrayList<>();
        services.forEach(service -> obstacle(service).ifPresent(obstacles::add));
        if (!obstacles.isEmpty()) {
            throw new PlacementRefusedException(obstacles);
        }
    }

    private Optional<Obstacle> obstacle(String service) {
        Optional<Host> named =
                definition.catalog().hostOf(service).flatMap(definition.place().hosts()::find);
        if (named.isPresent()) {
            return named.filter(host -> !isReached(host))
                    .map(host -> new Obstacle(
                            service + " runs on " + host.name() + ", and this run goes to " + engine.endpoint(),
                            "add --host=" + host.name()));
        }
        boolean stays = Optional.ofNullable(definition.catalog().services().get(service))
                .filter(known -> known.placement() == Placement.LOCAL_ONLY)
                .isPresent();
        return stays && definition.place().asked().isPresent() && !engine.isOfThisMachine()
                ? Optional.of(new Obstacle(
                        service + " may only run on this machine (local_only), and this run goes to "
                                + engine.endpoint(),
                        "leave out --host, or write `placement: local_or_remote`"))
                : Optional.empty();
    }

    private boolean isReached(Host host) {
        Optional<String> asked = definition.place().asked();
        return asked.filter(word -> word.equals(host.name()) || word.equals(host.endpoint()))
                        .isPresent()
                || real(host.endpoint()).equals(real(engine.endpoint()));
    }

    /** One socket file can have several names. */
    private static String real(String endpoint) {
        if (!endpoint.startsWith(SOCKET)) {
            return endpoint;
        }
        try {
            return SOCKET + Path.of(endpoint.substring(SOCKET.length())).toRealPath();
        } catch (IOException | InvalidPathException unknown) {
            return endpoint;
        }
    }
}
