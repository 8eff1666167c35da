package io.homelabhub.docker;

import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.plan.Action.CreateContainer;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.planning.EngineMarks;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerReference;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.LateLabels;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.time.Interrupts;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Creates containers, all or nothing: one that cannot be connected to its other networks or be given its files is removed
 * again. What the engine makes of one by itself is learned from it; an engine that does so makes the first one twice, so that
 * it carries what was learned.
 */
final class ContainerCreation {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String LENDER = "container:";

    private final DockerApi api;
    private final ImageIds images;
    private final KnownImages known;
    private final Set<String> enginesOwn = ConcurrentHashMap.newKeySet();
    private final NetworkActions networks;
    private final ContainerActions containers;
    private final PortRanges portRanges;

    ContainerCreation(
            DockerApi api,
            KnownImages known,
            NetworkActions networks,
            ContainerActions containers,
            PortRanges portRanges) {
        this.api = api;
        this.images = new ImageIds(api);
        this.known = known;
        this.networks = networks;
        this.containers = containers;
        this.portRanges = portRanges;
    }

    Effect create(CreateContainer action) {
        ContainerSpec spec = byId(action.container());
        if (spec.networks().size() > 1) {
            networks.require(spec.networks(), "creating container " + spec.name());
        }
        if (enginesOwn.isEmpty() && api.connector().connection().isPodman()) {
            learn(spec);
        }
        Set<String> marks = Set.copyOf(enginesOwn);
        Created created = createAndLook(spec, marks);
        if (created.moved()) {
            containers.remove(new RemoveContainer(created.id(), true));
            created = createAndLook(spec, marks);
        }
        if (!marks.containsAll(created.marks())) {
            enginesOwn.addAll(created.marks());
            containers.remove(new RemoveContainer(created.id(), true));
            createWith(spec, enginesOwn);
        }
        return Effect.DONE;
    }

    /**
     * A container, as the engine has made it. A label cannot be put on what is there already.
     *
     * @param moved whether it is made from another image than its labels say
     * @param marks what the engine has made of it by itself
     */
    private record Created(String id, boolean moved, Set<String> marks) {}

    /** One that somebody has taken away again says nothing. */
    private Created createAndLook(ContainerSpec spec, Set<String> marks) {
        String id = createWith(spec, marks);
        try {
            return api.container(id)
                    .map(made -> new Created(id, known.hasMoved(spec.image(), made), marks(spec, made)))
                    .orElse(new Created(id, false, Set.of()));
        } catch (RuntimeException failure) {
            removeAgain(id, failure);
            throw failure;
        }
    }

    /** From a container that is nobody's and goes again, so that no watch of the project tells of it. */
    private void learn(ContainerSpec spec) {
        ContainerSpec probe = spec.withName(spec.name() + ".probe").withLabels(Map.of());
        Created created = createAndLook(probe, Set.of());
        enginesOwn.addAll(created.marks());
        containers.remove(new RemoveContainer(created.id(), true));
    }

    private String createWith(ContainerSpec asked, Set<String> marks) {
        ContainerSpec spec = EngineMarks.marked(asked, marks);
        ApiVersion version = api.version();
        int atCreate = version.takesAllNetworksAtCreate() ? spec.networks().size() : 1;
        String id = post(spec, body(spec, version, atCreate).with("Labels", labels(spec)));
        portRanges.created(spec.name(), id, spec.hostConfig());
        try {
            spec.networks().stream().skip(atCreate).forEach(network -> networks.connect(id, network));
            putFiles(spec, id);
        } catch (RuntimeException failure) {
            removeAgain(id, failure);
            throw failure;
        }
        return id;
    }

    private Set<String> marks(ContainerSpec spec, ApiObject made) {
        return EngineMarks.of(spec, made, known.of(spec.image()).map(image -> image.object("Config")), lenders(spec));
    }

    /** The names by id of the containers whose namespaces or volumes it shares, as far as they are there. */
    private Map<String, String> lenders(ContainerSpec spec) {
        Map<String, String> names = new HashMap<>();
        Stream<String> modes = spec.hostConfig().members().values().stream()
                .filter(String.class::isInstance)
                .map(String::valueOf)
                .filter(mode -> mode.startsWith(LENDER))
                .map(mode -> mode.substring(LENDER.length()));
        Stream<String> volumes =
                spec.hostConfig().strings("VolumesFrom").stream().map(from -> from.split(":", 2)[0]);
        Stream.concat(modes, volumes).distinct().forEach(name -> api.container(name)
                .flatMap(lender -> lender.string("Id"))
                .ifPresent(id -> names.put(id, name)));
        return names;
    }

    private Map<String, String> labels(ContainerSpec spec) {
        return LateLabels.complete(spec.labels(), spec.image(), image -> imageId(spec, image), this::idOf);
    }

    private ContainerSpec byId(ContainerSpec spec) {
        ApiObject hostConfig = ContainerReference.withVolumesById(spec.hostConfig(), this::idOf);
        return hostConfig.equals(spec.hostConfig())
                ? spec
                : spec.withHostConfig("VolumesFrom", hostConfig.get("VolumesFrom"));
    }

    private String idOf(String name) {
        return api.container(name).flatMap(container -> container.string("Id")).orElse(name);
    }

    /** As the version of Docker Compose whose labels the container carries writes it. */
    private String imageId(ContainerSpec spec, String image) {
        boolean byManifest =
                spec.labels().getOrDefault(ComposeLabels.VERSION, "").matches("([5-9]|\\d\\d).*");
        boolean own = image.equals(spec.image());
        Optional<String> platform = own ? spec.platform() : Optional.empty();
        return (own ? known.of(image) : images.inspected(image))
                .flatMap(found -> byManifest ? ImageIds.ofManifest(found, platform) : found.string("Id"))
                .orElse("");
    }

    private String post(ContainerSpec spec, ApiObject body) {
        ApiCall call = ApiCall.post("creating container " + spec.name(), "/containers/create")
                .query("name", spec.name())
                .json(body)
                .within(LIMIT);
        if (spec.platform().isPresent()) {
            call = call.query("platform", spec.platform().get());
        }
        Answer answer = api.exchange(call);
        if (answer.isRefusal()) {
            throw masked(spec).of(answer.failure());
        }
        return answer.object().string("Id").orElse(spec.name());
    }

    private static Masking masked(ContainerSpec spec) {
        return Masking.ofVariables(spec.config().strings("Env"));
    }

    private static ApiObject body(ContainerSpec spec, ApiVersion version, int networksAtCreate) {
        ApiObject hostConfig = spec.hostConfig();
        ApiObject body = spec.config().with("Image", spec.image());
        if (!spec.networks().isEmpty()) {
            NetworkAttachment first = spec.networks().get(0);
            if (hostConfig.string("NetworkMode").isEmpty()) {
                hostConfig = hostConfig.with("NetworkMode", first.network());
            }
            if (!version.takesMacAddressOfEndpoint()
                    && first.endpoint().string("MacAddress").isPresent()) {
                body = body.with("MacAddress", first.endpoint().get("MacAddress"));
            }
            body = body.with(
                    "NetworkingConfig",
                    Map.of("EndpointsConfig", endpoints(spec.networks().subList(0, networksAtCreate))));
        }
        return body.with("HostConfig", hostConfig);
    }

    private static Map<String, ApiObject> endpoints(List<NetworkAttachment> networks) {
        Map<String, ApiObject> endpoints = new LinkedHashMap<>();
        networks.forEach(network -> endpoints.put(network.network(), network.endpoint()));
        return endpoints;
    }

    private void putFiles(ContainerSpec spec, String id) {
        if (spec.files().isEmpty()) {
            return;
        }
        api.exchange(ApiCall.put("putting files into container " + spec.name(), "/containers/" + id + "/archive")
                        .query("path", "/")
                        .tar(TarArchive.of(spec.files()))
                        .within(LIMIT))
                .orThrow();
    }

    private void removeAgain(String id, RuntimeException failure) {
        try {
            Interrupts.deferredDuring(() -> containers.remove(new RemoveContainer(id, true)));
        } catch (EngineException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
