package io.homelabhub.engine;

/**
 * Who answers.
 *
 * @param endpoint where it was reached, as {@code unix:///var/run/docker.sock}
 * @param product as {@code Docker} or {@code Podman}
 * @param version the product's version
 * @param apiVersion the API version that is spoken with it, as {@code 1.41}
 */
public record EngineInfo(String endpoint, String product, String version, String apiVersion) {
    /** Whether it was reached by a socket file, so that it binds files of this machine. */
    public boolean isOfThisMachine() {
        return endpoint.startsWith("unix:");
    }

    /** {@code Docker 20.10.24 (API 1.41) at unix:///var/run/docker.sock}. */
    @Override
    public String toString() {
        return product + " " + version + " (API " + apiVersion + ") at " + endpoint;
    }
}
