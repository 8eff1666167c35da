package io.homelabhub.backup.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A time in which services stood still for a backup.
 *
 * @param services by their Compose names, sorted
 * @param how {@code paused} or {@code stopped}
 * @param from when the first of them began to
 * @param lasted until the last of them went on
 */
public record Standstill(List<String> services, String how, Instant from, Duration lasted) {
    public Standstill {
        services = List.copyOf(services);
    }
}
