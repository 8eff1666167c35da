package io.homelabhub.engine;

import io.homelabhub.time.Timing;
import java.util.Map;
import java.util.Optional;

/**
 * How an engine is to be opened.
 *
 * @param host where it listens, as {@code unix:///var/run/docker.sock} or {@code tcp://10.0.0.2:2376}; empty for what
 *     the environment says, else the default
 * @param environment the variables that count: {@code DOCKER_HOST}, {@code DOCKER_TLS_VERIFY}, {@code DOCKER_CERT_PATH},
 *     {@code DOCKER_CONFIG}, {@code DOCKER_API_VERSION}, {@code HOME} …
 * @param parallelism how many things one observation may inspect at once, 1 and up; what calls the engine bounds its own
 *     calls
 * @param timing the clock
 */
public record EngineSettings(Optional<String> host, Map<String, String> environment, int parallelism, Timing timing) {
    public EngineSettings {
        environment = Map.copyOf(environment);
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is " + parallelism + "; give 1 or more");
        }
    }

    /** Names of variables only: values can be secret. */
    @Override
    public String toString() {
        return "EngineSettings[host=" + host + ", environment=" + environment.keySet() + "]";
    }
}
