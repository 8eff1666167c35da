package io.homelabhub.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import io.homelabhub.engine.EngineInfo;

/**
 * An engine that has answered.
 *
 * @param endpoint where it listens
 * @param dialled where this machine connects to reach it: the same, but for what is behind {@code ssh}
 * @param http how it is spoken to
 * @param version the API version that is spoken with it
 * @param info who it is
 */
record Connection(Endpoint endpoint, Endpoint dialled, DockerHttpClient http, ApiVersion version, EngineInfo info) {
    boolean isPodman() {
        return "Podman".equals(info.product());
    }
}
