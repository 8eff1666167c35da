package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.ContainerPort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service's {@code expose} and {@code ports}. */
final class Ports {
    private Ports() {}

    /** What ExposedPorts says: every port, published or not. Of a range each: not every engine takes a range. */
    static Map<String, Object> exposed(ApiObject service) {
        Map<String, Object> ports = new TreeMap<>();
        service.strings("expose").forEach(port -> single(port).forEach(one -> ports.put(one, Map.of())));
        service.objects("ports").forEach(port -> ports.put(inContainer(port), Map.of()));
        return ports;
    }

    /** A single port stays as it is written, which every engine understands. */
    private static Collection<String> single(String port) {
        return ContainerPort.isRange(port) ? ContainerPort.all(List.of(port)) : List.of(port);
    }

    /** What PortBindings says: for each port of the container, the places on the host, in their order. */
    static Map<String, List<Object>> bindings(ApiObject service) {
        Map<String, List<Object>> bindings = new TreeMap<>();
        for (ApiObject port : service.objects("ports")) {
            bindings.computeIfAbsent(inContainer(port), none -> new ArrayList<>())
                    .add(Map.of(
                            "HostIp", port.string("host_ip").orElse(""),
                            "HostPort", published(port)));
        }
        return bindings;
    }

    /** One port, a range of ports to choose from, or nothing: any. */
    private static String published(ApiObject port) {
        Object published = port.get("published");
        return published == null ? "" : String.valueOf(published);
    }

    private static String inContainer(ApiObject port) {
        return port.number("target") + "/" + port.string("protocol").orElse("tcp");
    }
}
