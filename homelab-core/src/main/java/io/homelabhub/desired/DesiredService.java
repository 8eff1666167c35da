package io.homelabhub.desired;

import io.homelabhub.plan.Await;
import io.homelabhub.resource.ContainerSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A service that shall run.
 *
 * @param name its name in the Compose model
 * @param containers its containers, the one numbered 1 first; empty for a scale of 0
 * @param image where its image comes from
 * @param dependencies what it waits for, sorted by name
 * @param fixedName whether the owner has named its container, so that two cannot stand side by side
 * @param contentPolicy what is done when only the content of its files has changed
 * @param readyWithin the longest time from start to ready, more than zero
 * @param endpoint the catalog's health endpoint, if the container has no health check of its own
 * @param replaceOrder in which order an old container and a new one come and go; empty if the owner leaves it to us
 * @param probing whether the container's health test may be run by us, beside the engine's own
 * @param settlesWithin how long it must have stayed up before a deploy may end; empty for what its past suggests
 * @param hooks what is run around the life of its containers
 */
public record DesiredService(
        String name,
        List<ContainerSpec> containers,
        DesiredImage image,
        List<DesiredDependency> dependencies,
        boolean fixedName,
        ContentPolicy contentPolicy,
        Duration readyWithin,
        Optional<Await.Endpoint> endpoint,
        Optional<ReplaceOrder> replaceOrder,
        boolean probing,
        Optional<Duration> settlesWithin,
        ServiceHooks hooks) {
    public DesiredService {
        containers = List.copyOf(containers);
        dependencies = List.copyOf(dependencies);
    }

    /** A service without hooks. */
    public DesiredService(
            String name,
            List<ContainerSpec> containers,
            DesiredImage image,
            List<DesiredDependency> dependencies,
            boolean fixedName,
            ContentPolicy contentPolicy,
            Duration readyWithin,
            Optional<Await.Endpoint> endpoint,
            Optional<ReplaceOrder> replaceOrder,
            boolean probing,
            Optional<Duration> settlesWithin) {
        this(
                name,
                containers,
                image,
                dependencies,
                fixedName,
                contentPolicy,
                readyWithin,
                endpoint,
                replaceOrder,
                probing,
                settlesWithin,
                ServiceHooks.NONE);
    }

    /** Where the images come from that it needs: its own first, then those of what runs before it. */
    public List<DesiredImage> images() {
        return Stream.concat(Stream.of(image), hooks.preStart().stream().map(PreStartHook::image))
                .toList();
    }

    /**
     * The same, to be in {@code container} alone and under its name: whatever containers the service has, they are others. Nothing is
     * run around its life.
     */
    public DesiredService alone(ContainerSpec container) {
        return new DesiredService(
                container.name(),
                List.of(container),
                image,
                dependencies,
                true,
                contentPolicy,
                readyWithin,
                Optional.empty(),
                Optional.empty(),
                probing,
                settlesWithin);
    }

    /** The same under another name and without a container, so that there is only what it needs. Nothing is run around its life. */
    public DesiredService absent(String name) {
        return new DesiredService(
                name,
                List.of(),
                image,
                dependencies,
                true,
                contentPolicy,
                readyWithin,
                Optional.empty(),
                Optional.empty(),
                probing,
                settlesWithin);
    }

    DesiredService withContainers(List<ContainerSpec> containers) {
        return with(containers, settlesWithin);
    }

    /** The same, which has to have stayed up for {@code within} before a deploy may end, unless the owner says how long. */
    DesiredService settling(Optional<Duration> within) {
        return with(containers, settlesWithin.or(() -> within));
    }

    private DesiredService with(List<ContainerSpec> containers, Optional<Duration> settlesWithin) {
        return new DesiredService(
                name,
                containers,
                image,
                dependencies,
                fixedName,
                contentPolicy,
                readyWithin,
                endpoint,
                replaceOrder,
                probing,
                settlesWithin,
                hooks);
    }
}
