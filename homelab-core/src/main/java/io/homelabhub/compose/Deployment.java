package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code deploy} says, beyond the resources that {@link ResourceLimits} has.
 *
 * @param mode {@code replicated} or {@code global}; empty for the former
 * @param replicas how many containers
 * @param labels labels for a service of swarm
 * @param restartPolicy when containers are restarted
 */
public record Deployment(
        String mode, OptionalLong replicas, Map<String, String> labels, Optional<RestartPolicy> restartPolicy) {

    /**
     * When containers are restarted.
     *
     * @param condition {@code none}, {@code on-failure} or {@code any}; empty for the last
     * @param delay the time before each attempt; only swarm has it
     * @param maxAttempts how often; empty for no bound
     * @param window how long a container must run to count as started; only swarm has it
     */
    public record RestartPolicy(
            String condition, Optional<Duration> delay, OptionalLong maxAttempts, Optional<Duration> window) {}

    static Deployment of(View view) {
        return new Deployment(
                view.text("mode"),
                ComposeService.optionalWhole(view, "replicas"),
                view.textMap("labels"),
                Optional.ofNullable(view.viewOrNull("restart_policy")).map(Deployment::restartPolicy));
    }

    private static RestartPolicy restartPolicy(View view) {
        return new RestartPolicy(
                view.text("condition"),
                ComposeService.duration(view, "delay"),
                ComposeService.optionalWhole(view, "max_attempts"),
                ComposeService.duration(view, "window"));
    }
}
