package io.homelabhub.docker;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the listing's status text tells, as {@code Up 5 minutes (healthy)} or {@code Exited (137) 3 hours ago}: health and
 * exit code stand nowhere else in a listing, and asking each container costs a call apiece.
 */
final class StatusText {
    private static final Pattern EXIT_CODE = Pattern.compile("(?:Exited|Restarting) \\((-?\\d+)\\).*");

    private StatusText() {}

    /** Reads the listing's {@code State}. */
    static ContainerState state(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "running", "stopping" -> ContainerState.RUNNING;
            case "paused" -> ContainerState.PAUSED;
            case "restarting" -> ContainerState.RESTARTING;
            case "removing" -> ContainerState.REMOVING;
            case "exited", "stopped" -> ContainerState.EXITED;
            case "dead" -> ContainerState.DEAD;
            default -> ContainerState.CREATED; // "created"; Podman also says configured and initialized
        };
    }

    /** Reads the health in the listing's {@code Status}. */
    static Health health(String status) {
        if (status.endsWith("(healthy)")) {
            return Health.HEALTHY;
        }
        if (status.endsWith("(unhealthy)")) {
            return Health.UNHEALTHY;
        }
        return status.endsWith("(health: starting)") || status.endsWith("(starting)") ? Health.STARTING : Health.NONE;
    }

    /** The exit code of the last end; empty while it runs and before its first end. */
    static Optional<Integer> exitCode(String status) {
        Matcher matcher = EXIT_CODE.matcher(status);
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }
}
