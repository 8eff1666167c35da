package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A service's {@code healthcheck}. */
final class HealthCheck {
    /** The engine's own values where a check has none (Docker, container/health.go). */
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(30);

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
    private static final long USUAL_RETRIES = 3;

    private static final Duration AT_LEAST = Duration.ofMinutes(2);
    private static final Duration ALLOWANCE = Duration.ofSeconds(30);

    private final ApiObject check;

    private HealthCheck(ApiObject check) {
        this.check = check;
    }

    /** The service's health check; empty if it says nothing of one. */
    static Optional<HealthCheck> of(ApiObject service) {
        return service.get("healthcheck") instanceof ApiObject check
                ? Optional.of(new HealthCheck(check))
                : Optional.empty();
    }

    /** The API's HealthConfig. An engine below API 1.44 takes no notice of StartInterval. */
    ApiObject config() {
        return new Members()
                .put("Test", isDisabled() ? List.of("NONE") : check.strings("test"))
                .put("Interval", nanoseconds("interval"))
                .put("Timeout", nanoseconds("timeout"))
                .put("StartPeriod", nanoseconds("start_period"))
                .put("StartInterval", nanoseconds("start_interval"))
                .put("Retries", Values.number(check.get("retries")))
                .done();
    }

    /**
     * How long the engine itself may take to call a container unhealthy, with half a minute on top; 2 minutes at least,
     * which is also the time for a service without a check.
     */
    static Duration readyWithin(ApiObject service) {
        return of(service).filter(check -> !check.isDisabled()).map(HealthCheck::verdict).stream()
                .map(ALLOWANCE::plus)
                .filter(longest -> longest.compareTo(AT_LEAST) > 0)
                .findFirst()
                .orElse(AT_LEAST);
    }

    private Duration verdict() {
        Duration round = duration("interval", USUAL_INTERVAL).plus(duration("timeout", USUAL_TIMEOUT));
        long retries = Values.number(check.get("retries"));
        return duration("start_period", Duration.ZERO).plus(round.multipliedBy(retries == 0 ? USUAL_RETRIES : retries));
    }

    private boolean isDisabled() {
        return check.isTrue("disable") || check.strings("test").equals(List.of("NONE"));
    }

    private long nanoseconds(String key) {
        return duration(key, Duration.ZERO).toNanos();
    }

    private Duration duration(String key, Duration otherwise) {
        return check.string(key)
                .flatMap(Durations::parse)
                .filter(duration -> !duration.isZero())
                .orElse(otherwise);
    }
}
