package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is started, stopped or restarted.
 *
 * @param lifecycle what is done
 * @param services by their Compose names; each is a vertex of the graph
 * @param stopTimeout how long containers get to end; empty for what each says itself
 * @param signal for KILL, as {@code SIGKILL}
 * @param described the services that the files describe, by name; of the others no hooks are run, and they are waited for as usual
 */
public record LifecycleOptions(
        Lifecycle lifecycle,
        Set<String> services,
        Optional<Duration> stopTimeout,
        String signal,
        Map<String, DesiredService> described) {
    public LifecycleOptions {
        services = Set.copyOf(services);
        described = Map.copyOf(described);
    }
}
