package io.homelabhub.docker;

import io.homelabhub.api.Api;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Opens engines that speak Docker's API: Docker 20.10 or newer, and Podman 4 or newer.
 *
 * <p>Looked for, in this order: the settings' host; {@code DOCKER_HOST}; the Docker context in use; the sockets of Docker,
 * rootless Docker and Docker Desktop; Podman's. What is at {@code ssh://} is reached by the system's {@code ssh}. With {@code tcp://}, TLS is spoken if {@code DOCKER_TLS_VERIFY} or {@code
 * DOCKER_CERT_PATH} is set. Images are pulled with what {@code docker login} has stored.
 *
 * <p>{@link #open} begins to look for the engine on a thread of its own and returns at once; so open early and ask late.
 */
@Api(Api.Status.STABLE)
public final class DockerEngineProvider implements EngineProvider {
    /** For {@link java.util.ServiceLoader}. */
    public DockerEngineProvider() {}

    @Override
    public String name() {
        return "docker";
    }

    /** {@inheritDoc} These are the Docker contexts. */
    @Override
    public Set<String> engineNames(Map<String, String> environment) {
        return new TreeSet<>(new DockerConfig(environment).contexts());
    }

    /**
     * {@inheritDoc}
     *
     * @throws EngineException never: settings that cannot be used are reported by the first call
     */
    @Override
    public Engine open(EngineSettings settings) {
        return DockerEngine.open(settings);
    }
}
