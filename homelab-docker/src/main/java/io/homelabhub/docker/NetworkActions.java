package io.homelabhub.docker;

import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.plan.Action.ConnectNetwork;
import io.homelabhub.plan.Action.CreateNetwork;
import io.homelabhub.plan.Action.DisconnectNetwork;
import io.homelabhub.plan.Action.ReconnectNetwork;
import io.homelabhub.plan.Action.RemoveNetwork;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.NetworkSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes, removes and joins networks. */
final class NetworkActions {
    private final DockerApi api;
    private final Names names;

    NetworkActions(DockerApi api, Names names) {
        this.api = api;
        this.names = names;
    }

    Effect create(CreateNetwork action) {
        NetworkSpec network = action.network();
        ApiObject body = network.settings()
                .with("Name", network.name())
                .with("Labels", network.labels())
                .with("CheckDuplicate", true);
        Answer answer = api.exchange(ApiCall.post("creating network " + network.name(), "/networks/create")
                .json(body));
        if ((answer.is(Answer.CONFLICT) || answer.refusesWith("already exists")) && names().contains(network.name())) {
            return Effect.ALREADY_SO;
        }
        answer.orThrow();
        return Effect.DONE;
    }

    private Set<String> names() {
        return api.exchange(ApiCall.get("listing networks", "/networks")).objects().stream()
                .flatMap(row -> row.string("Name").stream())
                .collect(Collectors.toSet());
    }

    Effect remove(RemoveNetwork action) {
        String attempt = "removing network " + action.network();
        Optional<String> name = names.network(action.network());
        if (name.isEmpty()) {
            return Effect.ALREADY_SO;
        }
        Answer answer = api.exchange(ApiCall.delete(attempt, "/networks/" + ApiCall.encoded(name.get())));
        if (answer.is(Answer.NOT_FOUND)) {
            return Effect.ALREADY_SO;
        }
        if (answer.refusesWith("has active endpoints") && isEmpty(name.get())) {
            throw new EngineException(
                    Kind.CONFLICT,
                    answer.failure().getMessage() + ", though no container is in it",
                    "The engine has lost count (Docker 20.10 does after containers were removed by force); restarting it"
                            + " helps.",
                    null);
        }
        answer.orThrow();
        return Effect.DONE;
    }

    private boolean isEmpty(String network) {
        return api.exchange(ApiCall.get("looking at network " + network, "/networks/" + ApiCall.encoded(network)))
                .object()
                .object("Containers")
                .isEmpty();
    }

    /**
     * Makes sure that the networks are there: the engine takes a container that does not run into a network that does not
     * exist without a word, and then refuses to start it.
     *
     * @throws EngineException {@code NOT_FOUND} for the first that is not
     */
    void require(List<NetworkAttachment> attachments, String attempt) {
        Set<String> present = names();
        for (NetworkAttachment attachment : attachments) {
            if (!present.contains(attachment.network())) {
                throw new EngineException(Kind.NOT_FOUND, attempt + ": there is no network " + attachment.network());
            }
        }
    }

    Effect connect(ConnectNetwork action) {
        return connect(action.container(), action.attachment());
    }

    Effect connect(String container, NetworkAttachment attachment) {
        String network = attachment.network();
        String attempt = "connecting container " + container + " to network " + network;
        ApiObject body = ApiObject.of(Map.of(
                "Container", existing(names.container(container), attempt, "container " + container),
                "EndpointConfig", attachment.endpoint()));
        String path = "/networks/" + ApiCall.encoded(existing(names.network(network), attempt, "network " + network))
                + "/connect";
        Answer answer = api.exchange(ApiCall.post(attempt, path).json(body));
        if (answer.refusesWith("already exists in network") || answer.refusesWith("is already connected to network")) {
            return Effect.ALREADY_SO;
        }
        answer.orThrow();
        return Effect.DONE;
    }

    Effect disconnect(DisconnectNetwork action) {
        String attempt = "disconnecting container " + action.container() + " from network " + action.network();
        Optional<String> container = names.container(action.container());
        Optional<String> network = names.network(action.network());
        if (container.isEmpty() || network.isEmpty()) {
            return Effect.ALREADY_SO;
        }
        Answer answer =
                api.exchange(ApiCall.post(attempt, "/networks/" + ApiCall.encoded(network.get()) + "/disconnect")
                        .json(ApiObject.of(Map.of("Container", container.get(), "Force", false))));
        if (answer.is(Answer.NOT_FOUND) || answer.refusesWith("is not connected to")) {
            return Effect.ALREADY_SO;
        }
        answer.orThrow();
        return Effect.DONE;
    }

    Effect reconnect(ReconnectNetwork action) {
        disconnect(new DisconnectNetwork(action.container(), action.attachment().network()));
        return connect(action.container(), action.attachment());
    }

    private static String existing(Optional<String> name, String attempt, String what) {
        return name.orElseThrow(() -> new EngineException(Kind.NOT_FOUND, attempt + ": there is no " + what));
    }
}
