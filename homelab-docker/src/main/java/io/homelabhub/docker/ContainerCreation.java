package io.homelabhub.docker;

import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.plan.Action.CreateContainer;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.LateLabels;
import io.homelabhub.resource.NetworkAttachment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Creates containers, all or nothing: one that cannot be connected to its other networks or be given its files is removed
 * again.
 */
final class ContainerCreation {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final DockerApi api;
    private final NetworkActions networks;
    private final ContainerActions containers;
    private final PortRanges portRanges;

    ContainerCreation(DockerApi api, NetworkActions networks, ContainerActions containers, PortRanges portRanges) {
        this.api = api;
        this.networks = networks;
        this.containers = containers;
        this.portRanges = portRanges;
    }

    Effect create(CreateContainer action) {
        ContainerSpec spec = action.container();
        ApiVersion version = api.version();
        int atCreate = version.takesAllNetworksAtCreate() ? spec.networks().size() : 1;
        if (spec.networks().size() > 1) {
            networks.require(spec.networks(), "creating container " + spec.name());
        }
        String id = post(spec, body(spec, version, atCreate).with("Labels", labels(spec)));
        portRanges.created(spec.name(), id, spec.hostConfig());
        try {
            spec.networks().stream().skip(atCreate).forEach(network -> networks.connect(id, network));
            putFiles(spec, id);
        } catch (RuntimeException failure) {
            removeAgain(id, failure);
            throw failure;
        }
        return Effect.DONE;
    }

    private Map<String, String> labels(ContainerSpec spec) {
        return LateLabels.complete(
                spec.labels(),
                spec.image(),
                image -> api.exchange(
                                ApiCall.get("looking at image " + image, "/images/" + ApiCall.encoded(image) + "/json"))
                        .object()
                        .string("Id")
                        .orElse(""),
                name -> api.container(name)
                        .flatMap(container -> container.string("Id"))
                        .orElse(name));
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
            Deadlines.despiteInterrupt(() -> containers.remove(new RemoveContainer(id, true)));
        } catch (EngineException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
