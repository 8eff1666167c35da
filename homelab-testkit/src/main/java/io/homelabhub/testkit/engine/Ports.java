package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.observed.ObservedPort;
import io.homelabhub.resource.ApiObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which ports of the host are taken, by containers and by others. */
final class Ports {
    private static final int FIRST_EPHEMERAL = 49_153;
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");
    private static final String STRANGER = "";

    private final Map<ObservedPort, String> taken = new HashMap<>();

    void takenByStranger(int port, String protocol) {
        taken.put(new ObservedPort("0.0.0.0", port, 0, protocol), STRANGER);
    }

    void givenUpByStranger(int port) {
        taken.entrySet()
                .removeIf(entry ->
                        entry.getValue().equals(STRANGER) && entry.getKey().hostPort() == port);
    }

    /** Takes the ports that a HostConfig publishes, all or none. */
    List<ObservedPort> take(FakeContainer container) {
        List<ObservedPort> got = new ArrayList<>();
        try {
            container.hostConfig.object("PortBindings").members().forEach((port, bindings) -> {
                for (ApiObject binding :
                        container.hostConfig.object("PortBindings").objects(port)) {
                    ObservedPort one = bind(container, port, binding);
                    taken.put(one, container.id);
                    got.add(one);
                }
            });
        } catch (EngineException e) {
            release(container.id);
            throw e;
        }
        return List.copyOf(got);
    }

    void release(String containerId) {
        taken.values().removeIf(containerId::equals);
    }

    private ObservedPort bind(FakeContainer container, String port, ApiObject binding) {
        String[] parts = port.split("/", 2);
        String protocol = parts.length > 1 ? parts[1] : "tcp";
        String address = binding.string("HostIp").filter(ip -> !ip.isEmpty()).orElse("0.0.0.0");
        int containerPort = Integer.parseInt(parts[0]);
        for (int hostPort : candidates(binding.string("HostPort").orElse(""))) {
            ObservedPort wanted = new ObservedPort(address, hostPort, containerPort, protocol);
            if (taken.keySet().stream().noneMatch(other -> clash(wanted, other))) {
                return wanted;
            }
        }
        throw new EngineException(
                Kind.CONFLICT,
                "driver failed programming external connectivity on endpoint " + container.name + ": Bind for "
                        + address + ":" + binding.string("HostPort").orElse("") + " failed: port is already allocated");
    }

    private static List<Integer> candidates(String hostPort) {
        if (hostPort.isEmpty() || hostPort.equals("0")) {
            return range(FIRST_EPHEMERAL, 65_535);
        }
        String[] ends = hostPort.split("-", 2);
        return range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    private static List<Integer> range(int first, int last) {
        List<Integer> all = new ArrayList<>();
        for (int port = first; port <= last; port++) {
            all.add(port);
        }
        return all;
    }

    private static boolean clash(ObservedPort one, ObservedPort other) {
        boolean sameAddress = one.hostAddress().equals(other.hostAddress())
                || EVERYWHERE.contains(one.hostAddress())
                || EVERYWHERE.contains(other.hostAddress());
        return sameAddress
                && one.hostPort() == other.hostPort()
                && one.protocol().equals(other.protocol());
    }
}
