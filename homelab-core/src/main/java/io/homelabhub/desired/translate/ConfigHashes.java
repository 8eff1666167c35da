package io.homelabhub.desired.translate;

import io.homelabhub.resource.ComposeDialect;

/** The hashes by which Docker Compose tells whether a container, network or volume is still what the model says. */
public interface ConfigHashes {
    /** The hash of the service {@code name} as {@code docker compose up} writes it. */
    String service(ComposeDialect dialect, String name);

    /** The hash of the network with the key {@code key}. */
    String network(ComposeDialect dialect, String key);

    /** The hash of the volume with the key {@code key}. */
    String volume(String key);
}
