package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A container's own health test, as the engine itself would run it: from container inspect, where what the image brings is
 * merged in already.
 *
 * @param command what to execute
 * @param timeout how long it may take; 30 s unless given (moby, daemon/health.go)
 */
record HealthTest(List<String> command, Duration timeout) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> DEFAULT_SHELL = List.of("/bin/sh", "-c");

    /** Empty if the container has none, or it is switched off. */
    static Optional<HealthTest> of(ApiObject inspection) {
        ApiObject config = inspection.object("Config");
        ApiObject healthcheck = config.object("Healthcheck");
        List<String> test = healthcheck.strings("Test");
        if (test.size() < 2) {
            return Optional.empty();
        }
        List<String> arguments = test.subList(1, test.size());
        long nanos = healthcheck.number("Timeout");
        Duration timeout = nanos > 0 ? Duration.ofNanos(nanos) : DEFAULT_TIMEOUT;
        return switch (test.get(0)) {
            case "CMD" -> Optional.of(new HealthTest(List.copyOf(arguments), timeout));
            case "CMD-SHELL" ->
                Optional.of(new HealthTest(
                        Stream.concat(shell(config).stream(), arguments.stream())
                                .toList(),
                        timeout));
            default -> Optional.empty();
        };
    }

    private static List<String> shell(ApiObject config) {
        List<String> shell = config.strings("Shell");
        return shell.isEmpty() ? DEFAULT_SHELL : shell;
    }
}
