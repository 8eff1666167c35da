package io.homelabhub.testkit.engine;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.NetworkSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A container that is there before the test begins. Ends with the state it is in: {@link #running()},
 * {@link #exited(int)} … Missing networks, volumes and images come with it.
 */
public final class Given {
    private final FakeEngine engine;
    private final Map<String, String> labels = new TreeMap<>();
    private final List<String> environment = new ArrayList<>();
    private final List<String> binds = new ArrayList<>();
    private final List<NetworkAttachment> networks = new ArrayList<>();
    private ContainerSpec spec;

    Given(FakeEngine engine, ContainerSpec spec) {
        this.engine = engine;
        this.spec = spec;
    }

    static ContainerSpec bare(String name) {
        return new ContainerSpec(
                name, "scratch", Optional.empty(), Map.of(), ApiObject.EMPTY, ApiObject.EMPTY, List.of(), List.of());
    }

    /** The reference it was made from. Default: {@code scratch}. */
    public Given image(String reference) {
        spec = spec.withImage(reference);
        return this;
    }

    public Given label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    /** Docker Compose made it: it carries the labels by which Compose knows its containers. */
    public Given madeByCompose(String project, String service, String configHash) {
        return label(ComposeLabels.PROJECT, project)
                .label(ComposeLabels.SERVICE, service)
                .label(ComposeLabels.CONFIG_HASH, configHash)
                .label(ComposeLabels.CONTAINER_NUMBER, "1")
                .label(ComposeLabels.ONE_OFF, "False")
                .label(ComposeLabels.VERSION, "2.40.3");
    }

    public Given environment(String name, String value) {
        environment.add(name + "=" + value);
        return this;
    }

    /** A named volume or a path of the host. */
    public Given mount(String source, String target) {
        binds.add(source + ":" + target);
        return this;
    }

    public Given network(String name) {
        networks.add(new NetworkAttachment(name, ApiObject.EMPTY));
        return this;
    }

    /** A member of the container's Config, by its name in the Engine API. */
    public Given config(String name, Object value) {
        spec = spec.withConfig(name, value);
        return this;
    }

    /** A member of the container's HostConfig, by its name in the Engine API. */
    public Given hostConfig(String name, Object value) {
        spec = spec.withHostConfig(name, value);
        return this;
    }

    public Given publishing(int hostPort, int containerPort) {
        return hostConfig(
                "PortBindings",
                Map.of(containerPort + "/tcp", List.of(Map.of("HostIp", "", "HostPort", String.valueOf(hostPort)))));
    }

    /** A restart policy: always, unless-stopped, on-failure. */
    public Given restart(String policy) {
        return hostConfig("RestartPolicy", Map.of("Name", policy));
    }

    public FakeEngine created() {
        put();
        return engine;
    }

    public FakeEngine running() {
        return runningWith(Health.NONE);
    }

    /** It runs, and its health test has passed. Gives it a health test if it has none. */
    public FakeEngine healthy() {
        return runningWith(Health.HEALTHY);
    }

    /** It runs, and its health test has failed too often. Gives it a health test if it has none. */
    public FakeEngine unhealthy() {
        return runningWith(Health.UNHEALTHY);
    }

    /** It has run, and ended. */
    public FakeEngine exited(int code) {
        FakeContainer container = put();
        engine.processes().start(container);
        container.stopAsked = true;
        engine.processes().exit(container, code);
        return engine;
    }

    public FakeEngine paused() {
        FakeContainer container = put();
        engine.processes().start(container);
        container.state = ContainerState.PAUSED;
        return engine;
    }

    private FakeEngine runningWith(Health health) {
        if (health != Health.NONE && spec.config().object("Healthcheck").isEmpty()) {
            config(
                    "Healthcheck",
                    Map.of(
                            "Test",
                            List.of("CMD", "true"),
                            "Interval",
                            Duration.ofSeconds(10).toNanos()));
        }
        FakeContainer container = put();
        engine.processes().start(container);
        if (health != Health.NONE) {
            container.health = health;
            container.healthCheckedAt = engine.clock().now();
        }
        return engine;
    }

    private FakeContainer put() {
        completeSpec();
        engine.has(spec.image());
        spec.networks()
                .forEach(attachment -> engine.set(
                        new Action.CreateNetwork(new NetworkSpec(attachment.network(), Map.of(), ApiObject.EMPTY))));
        engine.set(new Action.CreateContainer(spec));
        return engine.state().container(spec.name());
    }

    private void completeSpec() {
        if (!environment.isEmpty()) {
            config("Env", environment);
        }
        if (!binds.isEmpty()) {
            hostConfig("Binds", binds);
        }
        if (!networks.isEmpty()) {
            spec = spec.withNetworks(networks);
        }
        labels.forEach((key, value) -> spec = spec.withLabel(key, value));
    }
}
