package io.homelabhub.planning;

import io.homelabhub.desired.ContentPolicy;
import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredImage;
import io.homelabhub.desired.DesiredNetwork;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.DesiredVolume;
import io.homelabhub.graph.Condition;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.observed.ObservedPort;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.ImageBuild;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.secret.SecretMask;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A project called lab, of small services on one network, and an engine that has some of it. */
final class Lab {
    static final String PROJECT = "lab";
    static final String NETWORK = "lab_default";

    private final List<DesiredService> services = new ArrayList<>();
    private final List<DesiredVolume> volumes = new ArrayList<>();
    private final List<ObservedContainer> containers = new ArrayList<>();
    private final List<ObservedNetwork> networks = new ArrayList<>();
    private final List<ObservedVolume> liveVolumes = new ArrayList<>();
    private final Map<String, ObservedImage> images = new HashMap<>();
    private final Map<String, RegistryImage> registry = new HashMap<>();

    /** A service with one container, whose hash is {@code hash}, that needs {@code needs} healthy. */
    Lab service(String name, String hash, String... needs) {
        return service(name, hash, UnaryOperator.identity(), needs);
    }

    /** Likewise, with a container changed by {@code change}. */
    Lab service(String name, String hash, UnaryOperator<ContainerSpec> change, String... needs) {
        List<DesiredDependency> dependencies = new ArrayList<>();
        for (String need : new TreeSet<>(List.of(needs))) {
            dependencies.add(new DesiredDependency(need, Set.of(Condition.HEALTHY), true, false, false));
        }
        services.add(service(name, dependencies, change.apply(spec(name, hash))));
        return this;
    }

    Lab service(DesiredService service) {
        services.add(service);
        return this;
    }

    static DesiredService service(String name, List<DesiredDependency> dependencies, ContainerSpec... containers) {
        return new DesiredService(
                name,
                List.of(containers),
                new DesiredImage(name + ":1", Optional.empty(), Optional.empty(), DesiredImage.Policy.MISSING),
                dependencies,
                true,
                ContentPolicy.DEFAULT,
                Duration.ofMinutes(2),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty());
    }

    /** A service with an image that is fetched so. */
    static DesiredService fetched(
            String name, DesiredImage.Policy policy, boolean built, List<DesiredDependency> dependencies) {
        String reference = name + ":1";
        ImageBuild build = ImageBuild.of(reference, Path.of(name));
        Optional<ImageBuild> source = built ? Optional.of(build) : Optional.empty();
        return from(name, new DesiredImage(reference, Optional.empty(), source, policy), dependencies);
    }

    /** A service with an image that only a build gives which cannot be done here. */
    static DesiredService unbuildable(String name, String why) {
        DesiredImage image = new DesiredImage(
                name + ":1", Optional.empty(), Optional.empty(), DesiredImage.Policy.MISSING, Optional.of(why), false);
        return from(name, image, List.of());
    }

    static DesiredService from(String name, DesiredImage image, List<DesiredDependency> dependencies) {
        DesiredService service = service(name, dependencies, spec(name, "1"));
        return new DesiredService(
                name,
                service.containers(),
                image,
                dependencies,
                service.fixedName(),
                service.contentPolicy(),
                service.readyWithin(),
                service.endpoint(),
                service.replaceOrder(),
                service.probing(),
                service.settlesWithin());
    }

    static ContainerSpec spec(String name, String hash) {
        return new ContainerSpec(
                name,
                name + ":1",
                Optional.empty(),
                labels(name, hash),
                ApiObject.EMPTY,
                ApiObject.of(Map.of("NetworkMode", NETWORK)),
                List.of(new NetworkAttachment(NETWORK, ApiObject.EMPTY)),
                List.of());
    }

    static UnaryOperator<ContainerSpec> hostConfig(String member, Object value) {
        return spec -> spec.withHostConfig(member, value);
    }

    static UnaryOperator<ContainerSpec> environment(String... entries) {
        return spec -> spec.withConfig("Env", List.of(entries));
    }

    private static Map<String, String> labels(String service, String hash) {
        return Map.of(
                ComposeLabels.PROJECT, PROJECT,
                ComposeLabels.SERVICE, service,
                ComposeLabels.CONFIG_HASH, hash,
                ComposeLabels.CONTAINER_NUMBER, "1",
                ComposeLabels.ONE_OFF, "False");
    }

    Lab volume(String name, String hash) {
        volumes.add(new DesiredVolume(
                new VolumeSpec(
                        name,
                        Map.of(ComposeLabels.PROJECT, PROJECT, ComposeLabels.CONFIG_HASH, hash, "revision", hash),
                        ApiObject.EMPTY),
                false));
        return this;
    }

    /** The engine has the network and an image for every service. */
    Lab prepared() {
        networks.add(new ObservedNetwork(
                "n1",
                NETWORK,
                Map.of(ComposeLabels.PROJECT, PROJECT, ComposeLabels.CONFIG_HASH, "n"),
                ApiObject.EMPTY));
        services.forEach(service -> image(service.image().reference(), "sha256:" + service.name()));
        return this;
    }

    Lab image(String reference, String id) {
        images.put(reference, new ObservedImage(reference, id, Optional.of(ApiObject.of(Map.of("Config", Map.of())))));
        return this;
    }

    /** An image that was pulled with this digest. */
    Lab image(String reference, String id, String digest) {
        ApiObject inspection = ApiObject.of(
                Map.of("Config", Map.of(), "RepoDigests", List.of(reference.replaceFirst(":.*", "@") + digest)));
        images.put(reference, new ObservedImage(reference, id, Optional.of(inspection)));
        return this;
    }

    Lab image(String reference, String id, ApiObject inspection) {
        images.put(reference, new ObservedImage(reference, id, Optional.of(inspection)));
        return this;
    }

    /** The container that came last shows this, too. */
    Lab showing(String member, Object value) {
        ObservedContainer last = containers.remove(containers.size() - 1);
        containers.add(new ObservedContainer(
                last.id(),
                last.name(),
                last.labels(),
                last.state(),
                last.health(),
                last.exitCode(),
                last.imageId(),
                last.image(),
                last.networks(),
                last.mounts(),
                last.ports(),
                last.created(),
                last.inspection().map(inspection -> inspection.with(member, value))));
        return this;
    }

    Lab withoutImage(String reference) {
        images.remove(reference);
        return this;
    }

    /** An image that got its name at this time. */
    Lab tagged(String reference, Instant at) {
        ApiObject inspection =
                ApiObject.of(Map.of("Config", Map.of(), "Metadata", Map.of("LastTagTime", at.toString())));
        images.put(reference, new ObservedImage(reference, "sha256:any", Optional.of(inspection)));
        return this;
    }

    /** What the registry answers. */
    Lab registry(String reference, RegistryImage answer) {
        registry.put(reference, answer);
        return this;
    }

    Lab liveVolume(String name, String hash) {
        liveVolumes.add(new ObservedVolume(
                name,
                Map.of(ComposeLabels.PROJECT, PROJECT, ComposeLabels.CONFIG_HASH, hash, "revision", hash),
                ApiObject.EMPTY));
        return this;
    }

    /** A healthy container of {@code service}. */
    Lab running(String service, String hash) {
        return live(service, service, hash, ContainerState.RUNNING, ApiObject.EMPTY);
    }

    Lab live(String name, String service, String hash, ContainerState state, ApiObject hostConfig) {
        return live(name, service, hash, state, hostConfig, List.of());
    }

    Lab live(
            String name,
            String service,
            String hash,
            ContainerState state,
            ApiObject hostConfig,
            List<String> environment) {
        ApiObject inspection = ApiObject.of(Map.of(
                "Config", Map.of("Image", service + ":1", "Env", environment),
                "HostConfig", hostConfig.with("NetworkMode", NETWORK)));
        containers.add(new ObservedContainer(
                "id-" + name,
                name,
                labels(service, hash),
                state,
                state == ContainerState.RUNNING ? Health.HEALTHY : Health.NONE,
                Optional.of(state == ContainerState.EXITED ? 1 : 0),
                "sha256:" + service,
                service + ":1",
                Map.of(NETWORK, "n1"),
                List.of(),
                List.of(),
                Instant.EPOCH,
                Optional.of(inspection)));
        return this;
    }

    /** A container that the project does not own. */
    Lab stranger(String name, int port) {
        containers.add(new ObservedContainer(
                "id-" + name,
                name,
                Map.of(),
                ContainerState.RUNNING,
                Health.NONE,
                Optional.empty(),
                "sha256:x",
                "x",
                Map.of(),
                List.<ObservedMount>of(),
                List.of(new ObservedPort("0.0.0.0", port, 80, "tcp")),
                Instant.EPOCH,
                Optional.empty()));
        return this;
    }

    DesiredState desired() {
        NetworkSpec network = new NetworkSpec(
                NETWORK, Map.of(ComposeLabels.PROJECT, PROJECT, ComposeLabels.CONFIG_HASH, "n"), ApiObject.EMPTY);
        Set<String> described = new TreeSet<>();
        services.forEach(service -> described.add(service.name()));
        return new DesiredState(
                PROJECT, List.of(new DesiredNetwork(network, false)), volumes, services, described, SecretMask.NONE);
    }

    ObservedState observed() {
        return new ObservedState(containers, networks, liveVolumes, images).withRegistry(registry);
    }

    Plan plan() {
        return plan(DeployOptions.DEFAULT);
    }

    Plan plan(DeployOptions options) {
        return Planner.plan(desired(), observed(), options, "deploy", List.of());
    }

    static Change verdictOn(Plan plan, ResourceId resource) {
        return plan.changes().stream()
                .filter(change -> change.resource().equals(resource))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no verdict on " + resource + " in " + plan.changes()));
    }

    static Change verdictOn(Plan plan, String service) {
        return verdictOn(plan, ResourceId.service(service));
    }
}
