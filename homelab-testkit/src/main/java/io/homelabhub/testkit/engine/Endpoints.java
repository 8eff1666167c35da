package io.homelabhub.testkit.engine;

import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.resource.NetworkAttachment;
import java.util.Optional;

/** Puts containers into networks. */
final class Endpoints {
    private final Host host;

    Endpoints(Host host) {
        this.host = host;
    }

    void add(FakeContainer container, NetworkAttachment attachment) {
        Optional<ObservedNetwork> network = host.network(attachment.network());
        String name = network.map(ObservedNetwork::name).orElse(attachment.network());
        String id = network.map(ObservedNetwork::id).orElse("");
        boolean active = container.isUp() && network.isPresent();
        String address = active ? host.addresses.take(network.orElseThrow(), attachment.endpoint()) : "";
        String endpointId = active ? host.ids.next() : "";
        container.endpoints.put(name, new FakeContainer.Endpoint(id, endpointId, attachment.endpoint(), address));
    }
}
