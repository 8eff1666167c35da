package io.homelabhub.desired.translate;

import io.homelabhub.desired.ContentPolicy;
import io.homelabhub.desired.DesiredImage;
import io.homelabhub.desired.ReplaceOrder;
import io.homelabhub.desired.ServiceHooks;
import io.homelabhub.resource.ContainerSpec;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service as far as its own settings say it; what it waits for is for the graph to say.
 *
 * @param name its name in the model
 * @param containers its containers, the one numbered 1 first; empty for a scale of 0
 * @param image where its image comes from
 * @param networks the keys of its networks, the first one first
 * @param volumes the keys of the model's volumes that it mounts
 * @param fixedName whether the owner has named its container
 * @param contentPolicy what is done when only the content of its files has changed
 * @param readyWithin the longest time from start to ready, more than zero
 * @param replaceOrder in which order an old container and a new one come and go; empty if it does not say
 * @param probing whether the container's health test may be run beside the engine's own checks
 * @param settlesWithin how long it must have stayed up before a deploy may end; empty if it does not say
 * @param hooks what is run around the life of its containers
 */
public record TranslatedService(
        String name,
        List<ContainerSpec> containers,
        DesiredImage image,
        List<String> networks,
        Set<String> volumes,
        boolean fixedName,
        ContentPolicy contentPolicy,
        Duration readyWithin,
        Optional<ReplaceOrder> replaceOrder,
        boolean probing,
        Optional<Duration> settlesWithin,
        ServiceHooks hooks) {
    public TranslatedService {
        containers = List.copyOf(containers);
        networks = List.copyOf(networks);
        volumes = Collections.unmodifiableSet(new TreeSet<>(volumes));
    }
}
