package io.homelabhub.look;

import io.homelabhub.engine.EngineEvent;
import io.homelabhub.resource.ComposeLabels;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Something that happened to one of a project's containers.
 *
 * @param at when, by the engine's clock
 * @param service the service's name in the catalog, else in the Compose files
 * @param container the container's name then
 * @param containerId the full id
 * @param action in the engine's words, as {@code start}, {@code die}, {@code health_status: healthy}; known secrets hidden
 * @param exitCode of what has ended
 * @param attributes what else the engine tells, as {@code image} and {@code signal}, without the labels of docker compose and
 *     Homelab; known secrets hidden
 */
public record ServiceEvent(
        Instant at,
        String service,
        String container,
        String containerId,
        String action,
        Optional<Integer> exitCode,
        Map<String, String> attributes) {
    private static final String CODE = "exitCode";

    public ServiceEvent {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    static ServiceEvent of(EngineEvent event, String service, UnaryOperator<String> masking) {
        Map<String, String> attributes = new TreeMap<>();
        event.attributes().forEach((name, value) -> {
            if (!isKnownLabel(name) && !name.equals("name")) {
                attributes.put(name, masking.apply(value));
            }
        });
        return new ServiceEvent(
                event.at(),
                service,
                event.container(),
                event.containerId(),
                masking.apply(event.action()),
                Optional.ofNullable(event.attributes().get(CODE))
                        .filter(text -> text.matches("-?\\d{1,9}"))
                        .map(Integer::valueOf),
                attributes);
    }

    private static boolean isKnownLabel(String name) {
        return name.startsWith("com.docker.compose.") || name.startsWith("io.homelabhub.");
    }

    /** The Compose service that the event's labels name; empty if they name none. */
    static String composeService(EngineEvent event) {
        return event.attributes().getOrDefault(ComposeLabels.SERVICE, "");
    }
}
