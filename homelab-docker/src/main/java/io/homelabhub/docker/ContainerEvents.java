package io.homelabhub.docker;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerEvent.Kind;
import io.homelabhub.resource.ApiObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The engine's events as ours. */
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
    static Optional<ContainerEvent> read(ApiObject event) {
        ApiObject actor = event.object("Actor");
        ApiObject attributes = actor.object("Attributes");
        return event.string("Action")
                .map(KINDS::get)
                .map(kind -> new ContainerEvent(
                        kind,
                        actor.string("ID").orElse(""),
                        attributes.string("name").orElse(""),
                        kind == Kind.DIE ? exitCode(attributes) : Optional.empty(),
                        time(event)));
    }

    private static Optional<Integer> exitCode(ApiObject attributes) {
        return attributes
                .string("exitCode")
                .or(() -> attributes.string("containerExitCode"))
                .filter(text -> text.matches("-?\\d{1,9}"))
                .map(Integer::valueOf);
    }

    private static Instant time(ApiObject event) {
        return event.get("timeNano") instanceof Long nanos ? Instant.ofEpochSecond(0, nanos) : Instant.EPOCH;
    }
}
