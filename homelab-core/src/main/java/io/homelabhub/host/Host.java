package io.homelabhub.host;

import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A machine with an engine.
 *
 * @param name unique among hosts; what people type
 * @param endpoint where its engine listens: {@code unix:///run/docker.sock}, {@code tcp://10.0.0.2:2376} or {@code ssh://ann@nas}
 * @param certificates the folder with ca.pem, cert.pem and key.pem, absolute; empty if TLS is not spoken
 * @param address the name or address at which other hosts reach it; empty if they do not
 * @param labels what its owner says of it, by key
 * @param description one line for people; empty if there is none
 * @param location where it is described
 */
public record Host(
        String name,
        String endpoint,
        Optional<Path> certificates,
        Optional<String> address,
        Map<String, String> labels,
        String description,
        SourceLocation location) {
    public Host {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** Whether its engine is that of this machine. */
    public boolean isLocal() {
        return endpoint.startsWith("unix:") || endpoint.startsWith("npipe:");
    }

    /** Whether whoever reaches its endpoint owns that machine. */
    public boolean isOpen() {
        return endpoint.startsWith("tcp:") && certificates.isEmpty();
    }

    /** Where this machine reaches the ports that it publishes: its address, else the machine of its endpoint; empty if it is this one. */
    public Optional<String> reachedAt() {
        if (isLocal()) {
            return Optional.empty();
        }
        return address.or(() -> Authority.of(endpoint).map(Authority::machine));
    }

    /** {@code server-a (ssh://ann@10.0.0.2)}. */
    @Override
    public String toString() {
        return name + " (" + endpoint + ")";
    }
}
