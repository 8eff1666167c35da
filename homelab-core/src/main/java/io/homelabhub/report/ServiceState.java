package io.homelabhub.report;

import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.Restarts;
import io.homelabhub.status.ProjectStatus.ServiceStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;

/** How a service stands, in one word: of several containers that of the worst one. Later words are worse. */
public enum ServiceState {
    /** Nothing of it is there. */
    ABSENT,
    /** Nothing of it is there, and groups leave it out. */
    DISABLED,
    /** It runs, and its health test says that it is well. */
    HEALTHY,
    /** It runs; nothing tests it. */
    RUNNING,
    /** It has ended by itself, with exit code 0. */
    COMPLETED,
    PAUSED,
    /** It was made and not started. */
    CREATED,
    /** It runs, and its health test has not said anything yet. */
    STARTING,
    /** It has ended otherwise, or was stopped. */
    EXITED,
    UNHEALTHY,
    /** It ends again and again. */
    LOOPING;

    /** The word for a service. */
    public static ServiceState of(ServiceStatus service) {
        return service.containers().stream()
                .map(container -> of(container, service.asked()))
                .max(Comparator.naturalOrder())
                .orElse(service.enabled() ? ABSENT : DISABLED);
    }

    private static ServiceState of(ObservedContainer container, Instant now) {
        if (Restarts.of(container).filter(restarts -> restarts.isLooping(now)).isPresent()) {
            return LOOPING;
        }
        return switch (container.state()) {
            case RUNNING -> running(container.health());
            case RESTARTING -> LOOPING;
            case PAUSED -> PAUSED;
            case CREATED -> CREATED;
            case EXITED, DEAD, REMOVING ->
                ContainerWords.exitCode(container).filter(code -> code == 0).isPresent() ? COMPLETED : EXITED;
        };
    }

    private static ServiceState running(Health health) {
        return switch (health) {
            case NONE -> RUNNING;
            case STARTING -> STARTING;
            case HEALTHY -> HEALTHY;
            case UNHEALTHY -> UNHEALTHY;
        };
    }

    /** Whether somebody should look at it. */
    public boolean isTrouble() {
        return compareTo(EXITED) >= 0;
    }

    /** For programs, as {@code healthy}; never changes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
