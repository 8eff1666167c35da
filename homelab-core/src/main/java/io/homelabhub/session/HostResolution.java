package io.homelabhub.session;

import io.homelabhub.definition.HostsLoader;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.host.Host;
import io.homelabhub.host.Hosts;
import io.homelabhub.host.RunPlace;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which engine is meant by the host that was asked for: one that the owner has named, else one that the engine's provider
 * knows by that name, else the address as it is. What has a colon is an address; names have none.
 */
final class HostResolution {
    private final HomelabSettings settings;

    HostResolution(HomelabSettings settings) {
        this.settings = settings;
    }

    /**
     * How the engine is to be opened.
     *
     * @throws NoSuchHostException if nobody knows the name
     * @throws io.homelabhub.problem.InvalidInputException if the hosts cannot be read
     */
    EngineSettings resolved(EngineProvider provider) {
        Optional<String> asked = settings.host();
        if (asked.isEmpty() || RunPlace.isAddress(asked.get())) {
            return settings.engineSettings();
        }
        String name = asked.get();
        Hosts hosts = HostsLoader.load(settings.sources());
        Optional<Host> host = hosts.find(name);
        if (host.isPresent()) {
            return settings.engineSettings().of(host.get());
        }
        Set<String> engines = provider.engineNames(settings.engineEnvironment());
        if (engines.contains(name)) {
            return settings.engineSettings();
        }
        throw new NoSuchHostException(name, hosts, engines);
    }
}
