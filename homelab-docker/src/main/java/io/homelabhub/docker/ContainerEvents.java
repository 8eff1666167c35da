package io.homelabhub.docker;

import com.github.dockerjava.api.model.Event;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerEvent.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** docker-java's events as ours. */
final class ContainerEvents {
    /** Podman says died, remove and cleanup for what Docker calls die and destroy. */
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("create", Kind.CREATE),
            Map.entry("start", Kind.START),
            Map.entry("die", Kind.DIE),
            Map.entry("died", Kind.DIE),
            Map.entry("stop", Kind.STOP),
            Map.entry("oom", Kind.OOM),
            Map.entry("health_status: healthy", Kind.HEALTHY),
            Map.entry("health_status: unhealthy", Kind.UNHEALTHY),
            Map.entry("rename", Kind.RENAME),
            Map.entry("destroy", Kind.DESTROY),
            Map.entry("remove", Kind.DESTROY));

    private ContainerEvents() {}

    /** Empty for one that nobody waits for. */
    static Optional<ContainerEvent> read(Event event) {
        if (event.getActor() == null || event.getActor().getAttributes() == null || event.getAction() == null) {
            return Optional.empty();
        }
        Map<String, String> attributes = event.getActor().getAttributes();
        return Optional.ofNullable(KINDS.get(event.getAction()))
                .map(kind -> new ContainerEvent(
                        kind,
                        String.valueOf(event.getActor().getId()),
                        attributes.getOrDefault("name", ""),
                        kind == Kind.DIE ? exitCode(attributes) : Optional.empty(),
                        time(event.getTimeNano())));
    }

    private static Optional<Integer> exitCode(Map<String, String> attributes) {
        String text = attributes.getOrDefault("exitCode", attributes.getOrDefault("containerExitCode", ""));
        return text.matches("-?\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Instant time(@Nullable Long nanos) {
        return nanos == null ? Instant.EPOCH : Instant.ofEpochSecond(0, nanos);
    }
}
