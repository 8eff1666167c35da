package io.homelabhub.docker;

import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.HealthCheck;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerReference;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code GET /containers/{id}/json} as a {@link ContainerStatus}. */
final class Statuses {
    private Statuses() {}

    static ContainerStatus read(ApiObject inspection, ApiVersion version) {
        ApiObject state = inspection.object("State");
        ApiObject healthcheck = inspection.object("Config").object("Healthcheck");
        List<ApiObject> checks = state.object("Health").objects("Log");
        return new ContainerStatus(
                inspection.string("Id").orElse(""),
                inspection.string("Name").orElse("").replaceFirst("^/", ""),
                state(state),
                health(state.object("Health").string("Status").orElse("")),
                checks.isEmpty() ? Instant.EPOCH : time(checks.get(checks.size() - 1), "End"),
                HealthTest.of(inspection).map(HealthTest::command).orElse(List.of()),
                version.honoursStartInterval() ? duration(healthcheck.number("StartInterval")) : Optional.empty(),
                Duration.ofNanos(healthcheck.number("StartPeriod")),
                (int) state.number("ExitCode"),
                state.isTrue("OOMKilled"),
                (int) inspection.number("RestartCount"),
                time(state, "StartedAt"),
                time(state, "FinishedAt"),
                state.string("Error").orElse(""),
                networks(inspection.object("NetworkSettings").object("Networks")),
                ContainerReference.borrowed(inspection.object("HostConfig")),
                checks.stream().map(Statuses::check).toList());
    }

    private static Map<String, String> networks(ApiObject places) {
        Map<String, String> ids = new TreeMap<>();
        places.members()
                .keySet()
                .forEach(name ->
                        ids.put(name, places.object(name).string("NetworkID").orElse("")));
        return ids;
    }

    private static HealthCheck check(ApiObject check) {
        return new HealthCheck(
                (int) check.number("ExitCode"), check.string("Output").orElse(""));
    }

    /** During a restart back-off the engine says running and restarting at once. */
    private static ContainerState state(ApiObject state) {
        return state.isTrue("Restarting")
                ? ContainerState.RESTARTING
                : StatusText.state(state.string("Status").orElse(""));
    }

    static Health health(String status) {
        return switch (status) {
            case "healthy" -> Health.HEALTHY;
            case "unhealthy" -> Health.UNHEALTHY;
            case "starting" -> Health.STARTING;
            default -> Health.NONE;
        };
    }

    private static Optional<Duration> duration(long nanos) {
        return nanos > 0 ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
    }

    /** "Never" is the year 1 there, and the epoch here. */
    private static Instant time(ApiObject object, String name) {
        try {
            Instant time = OffsetDateTime.parse(object.string(name).orElse("")).toInstant();
            return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
        } catch (DateTimeParseException none) {
            return Instant.EPOCH;
        }
    }
}
