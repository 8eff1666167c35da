package io.homelabhub.engine;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.resource.ContainerReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One container at one instant, from inspect.
 *
 * @param id the full id
 * @param name without the leading slash
 * @param state its state; RESTARTING also where the API says running and restarting at once
 * @param health what the engine's checks last said; can be left over from before a restart
 * @param healthCheckedAt when the engine's last check ended; {@link Instant#EPOCH} before the first. A health that was
 *     checked before {@code startedAt} says nothing about this life of the container
 * @param healthTest the command of its health test, as it is executed; empty if it has none or it is switched off
 * @param startInterval the health check's start_interval, where the engine honours it
 * @param startPeriod the health check's start_period, during which alone that interval counts; zero if it has none
 * @param exitCode of its last end; 0 before the first
 * @param outOfMemory whether the kernel killed one of its processes; it may still run
 * @param restarts how often the engine has restarted it since somebody last started it
 * @param startedAt its last start; {@link Instant#EPOCH} before the first
 * @param finishedAt its last end; {@link Instant#EPOCH} before the first
 * @param error what the engine says went wrong at start; empty if nothing
 * @param networks the ids of the networks that it is in, by name; Podman has the names once more in place of the ids
 * @param borrowed the namespaces of other containers that it lives in, which it loses when those end
 * @param healthChecks the last runs of its health test, oldest first, as the engine keeps them (Docker: 5)
 */
public record ContainerStatus(
        String id,
        String name,
        ContainerState state,
        Health health,
        Instant healthCheckedAt,
        List<String> healthTest,
        Optional<Duration> startInterval,
        Duration startPeriod,
        int exitCode,
        boolean outOfMemory,
        int restarts,
        Instant startedAt,
        Instant finishedAt,
        String error,
        Map<String, String> networks,
        List<ContainerReference> borrowed,
        List<HealthCheck> healthChecks) {
    private static final Duration SOON = Duration.ofSeconds(5);

    public ContainerStatus {
        healthTest = List.copyOf(healthTest);
        networks = Map.copyOf(networks);
        borrowed = List.copyOf(borrowed);
        healthChecks = List.copyOf(healthChecks);
    }

    /** How long from its start on the engine's own checks come so often that none besides is needed; zero if they do not. */
    public Duration probesSoonFor() {
        return startInterval.filter(interval -> interval.compareTo(SOON) <= 0).isPresent()
                ? startPeriod
                : Duration.ZERO;
    }

    /** Whether it has a health test that is not switched off. */
    public boolean hasHealthTest() {
        return !healthTest.isEmpty();
    }
}
