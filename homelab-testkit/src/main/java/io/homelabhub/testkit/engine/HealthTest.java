package io.homelabhub.testkit.engine;

import io.homelabhub.resource.ApiObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A container's health test with the engine's defaults filled in (moby, {@code daemon/health.go}). */
record HealthTest(
        List<String> command,
        Duration interval,
        Duration timeout,
        int retries,
        Duration startPeriod,
        Duration startInterval) {
    private static final Duration THIRTY_SECONDS = Duration.ofSeconds(30);

    /** The test in a container's Config; empty if there is none or it is switched off. */
    static Optional<HealthTest> of(ApiObject config) {
        ApiObject check = config.object("Healthcheck");
        List<String> test = check.strings("Test");
        if (test.isEmpty() || test.get(0).equals("NONE")) {
            return Optional.empty();
        }
        return Optional.of(new HealthTest(
                command(test),
                time(check, "Interval", THIRTY_SECONDS),
                time(check, "Timeout", THIRTY_SECONDS),
                check.number("Retries") == 0 ? 3 : (int) check.number("Retries"),
                time(check, "StartPeriod", Duration.ZERO),
                time(check, "StartInterval", Duration.ofSeconds(5))));
    }

    private static List<String> command(List<String> test) {
        List<String> words = test.subList(1, test.size());
        return test.get(0).equals("CMD-SHELL") ? List.of("sh", "-c", String.join(" ", words)) : List.copyOf(words);
    }

    private static Duration time(ApiObject check, String name, Duration otherwise) {
        return check.number(name) == 0 ? otherwise : Duration.ofNanos(check.number(name));
    }

    /** How long until the next check; {@code sinceStart} since the container's start. */
    Duration untilNext(Duration sinceStart, boolean healthy, boolean startIntervalHonoured) {
        boolean starting = startIntervalHonoured && !healthy && sinceStart.compareTo(startPeriod) < 0;
        return starting ? startInterval : interval;
    }

    /** Whether a failure this long after the start is not counted yet. */
    boolean forgives(Duration sinceStart) {
        return sinceStart.compareTo(startPeriod) < 0;
    }
}
