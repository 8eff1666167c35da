package io.homelabhub.engine;

import io.homelabhub.host.Host;
import io.homelabhub.time.Timing;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How an engine is to be opened.
 *
 * @param host where it listens, as {@code unix:///var/run/docker.sock}, {@code tcp://10.0.0.2:2376} or {@code ssh://ann@10.0.0.2}, or
 *     one of {@link EngineProvider#engineNames}; empty for what the environment says, else the default
 * @param hostName the name that the owner has given that host; empty if it has none
 * @param certificates the folder with what TLS needs for a host that has a name; empty if that speaks none
 * @param environment the variables that count: {@code DOCKER_HOST}, {@code DOCKER_TLS_VERIFY}, {@code DOCKER_CERT_PATH},
 *     {@code DOCKER_CONFIG}, {@code DOCKER_API_VERSION}, {@code HOME} …; for a host that has a name, not those that say where it
 *     is and how it is spoken to
 * @param parallelism how many things one observation may inspect at once, 1 and up; what calls the engine bounds its own
 *     calls
 * @param timing the clock
 */
public record EngineSettings(
        Optional<String> host,
        Optional<String> hostName,
        Optional<Path> certificates,
        Map<String, String> environment,
        int parallelism,
        Timing timing) {
    public EngineSettings {
        environment = Map.copyOf(environment);
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is " + parallelism + "; give 1 or more");
        }
    }

    /** Of an engine that its owner has given no name. */
    public EngineSettings(Optional<String> host, Map<String, String> environment, int parallelism, Timing timing) {
        this(host, Optional.empty(), Optional.empty(), environment, parallelism, timing);
    }

    /** The same for the engine of a host that its owner has named. */
    public EngineSettings of(Host named) {
        return new EngineSettings(
                Optional.of(named.endpoint()),
                Optional.of(named.name()),
                named.certificates(),
                environment,
                parallelism,
                timing);
    }

    /** Names of variables only: values can be secret. */
    @Override
    public String toString() {
        return "EngineSettings[host=" + host + ", hostName=" + hostName + ", environment=" + environment.keySet() + "]";
    }
}
