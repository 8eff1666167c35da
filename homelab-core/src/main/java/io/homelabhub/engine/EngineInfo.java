package io.homelabhub.engine;

import java.util.Optional;

/**
 * Who answers.
 *
 * @param endpoint where it was reached, as {@code unix:///var/run/docker.sock}
 * @param product as {@code Docker} or {@code Podman}
 * @param version the product's version
 * @param apiVersion the API version that is spoken with it, as {@code 1.41}
 * @param host the name that its owner has given the host; empty if it has none
 */
public record EngineInfo(String endpoint, String product, String version, String apiVersion, Optional<String> host) {
    /** One whose host has no name. */
    public EngineInfo(String endpoint, String product, String version, String apiVersion) {
        this(endpoint, product, version, apiVersion, Optional.empty());
    }

    /** The same engine, of a host that has a name. */
    public EngineInfo on(Optional<String> name) {
        return new EngineInfo(endpoint, product, version, apiVersion, name);
    }

    /** Whether it was reached by a socket file, so that it binds files of this machine. */
    public boolean isOfThisMachine() {
        return endpoint.startsWith("unix:");
    }

    /** {@code Docker 20.10.24 (API 1.41) at unix:///var/run/docker.sock}, or {@code … on nas at ssh://ann@10.0.0.2}. */
    @Override
    public String toString() {
        return product + " " + version + " (API " + apiVersion + ")"
                + host.map(name -> " on " + name).orElse("") + " at " + endpoint;
    }
}
