package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the health of a container is tested. What is not set is that of the image, else the engine's default.
 *
 * @param test the test, beginning with {@code CMD}, {@code CMD-SHELL} or {@code NONE}; empty for that of the image
 * @param interval the time between tests
 * @param timeout how long a test may take
 * @param retries how many tests in a row must fail
 * @param startPeriod how long failures do not count after the start
 * @param startInterval the time between tests in that period
 * @param disabled whether there is no test, not even that of the image
 */
public record Healthcheck(
        List<String> test,
        Optional<Duration> interval,
        Optional<Duration> timeout,
        OptionalLong retries,
        Optional<Duration> startPeriod,
        Optional<Duration> startInterval,
        boolean disabled) {

    static Healthcheck of(View view) {
        return new Healthcheck(
                view.texts("test"),
                ComposeService.duration(view, "interval"),
                ComposeService.duration(view, "timeout"),
                ComposeService.optionalWhole(view, "retries"),
                ComposeService.duration(view, "start_period"),
                ComposeService.duration(view, "start_interval"),
                view.flag("disable") || view.texts("test").equals(List.of("NONE")));
    }
}
