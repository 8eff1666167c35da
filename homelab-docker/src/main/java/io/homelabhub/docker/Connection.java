package io.homelabhub.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import io.homelabhub.engine.EngineInfo;

/**
 * An engine that has answered.
 *
 * @param endpoint where it listens
 * @param http how it is spoken to
 * @param version the API version that is spoken with it
 * @param info who it is
 */
record Connection(Endpoint endpoint, DockerHttpClient http, ApiVersion version, EngineInfo info) {
    boolean isPodman() {
        return "Podman".equals(info.product());
    }
}
