package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.spelling.ContainerPort;
import io.homelabhub.spelling.IpAddress;
import io.homelabhub.spelling.MacAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Whom the engine in memory takes after, in what it makes of a container that it is asked for. */
public enum EngineProfile {
    /** Docker from 20.10 to 28: shows what it was asked for as it was written. */
    DOCKER {
        @Override
        ContainerSpec taken(ContainerSpec asked) {
            return asked;
        }
    },
    /** Docker 29: has ports and addresses in one spelling, and refuses what is none. */
    DOCKER_29 {
        @Override
        ContainerSpec taken(ContainerSpec asked) {
            ApiObject host = asked.hostConfig();
            return asked.withConfig("ExposedPorts", renamed(asked.config().object("ExposedPorts"), EngineProfile::port))
                    .withHostConfig(
                            "Dns",
                            host.strings("Dns").stream()
                                    .map(EngineProfile::address)
                                    .toList())
                    .withHostConfig("PortBindings", bindings(host.object("PortBindings")))
                    .withNetworks(asked.networks().stream()
                            .map(EngineProfile::endpoint)
                            .toList());
        }
    },
    /** Podman 4: adds much that nobody has asked for. */
    PODMAN {
        @Override
        ContainerSpec taken(ContainerSpec asked) {
            List<String> environment = new ArrayList<>(asked.config().strings("Env"));
            environment.addAll(List.of("TERM=xterm", "container=podman"));
            ContainerSpec taken = asked.withConfig("Env", environment);
            for (Map.Entry<String, Object> added : ADDED_CONFIG.entrySet()) {
                taken = taken.config().get(added.getKey()) == null
                        ? taken.withConfig(added.getKey(), added.getValue())
                        : taken;
            }
            for (Map.Entry<String, Object> added : ADDED_HOST_CONFIG.entrySet()) {
                taken = taken.hostConfig().get(added.getKey()) == null
                        ? taken.withHostConfig(added.getKey(), added.getValue())
                        : taken;
            }
            return taken;
        }
    };

    private static final Map<String, Object> ADDED_CONFIG = Map.of("StopSignal", "15", "WorkingDir", "/");
    private static final Map<String, Object> ADDED_HOST_CONFIG = Map.of(
            "Runtime", "oci",
            "PidMode", "private",
            "UTSMode", "private",
            "PidsLimit", 2048,
            "CapDrop", List.of("CAP_AUDIT_WRITE", "CAP_MKNOD"));

    /**
     * What it understands when it is asked for a container.
     *
     * @throws EngineException {@code REJECTED} for what it does not understand
     */
    abstract ContainerSpec taken(ContainerSpec asked);

    private static ApiObject renamed(ApiObject object, UnaryOperator<String> name) {
        Map<String, Object> renamed = new LinkedHashMap<>();
        object.members().forEach((key, value) -> renamed.put(name.apply(key), value == null ? ApiObject.EMPTY : value));
        return ApiObject.of(renamed);
    }

    private static String port(String text) {
        if (ContainerPort.parse(text).size() != 1) {
            throw new EngineException(
                    Kind.REJECTED, "invalid JSON: invalid port '" + text.replaceFirst("/.*", "") + "': invalid syntax");
        }
        return ContainerPort.canonical(text);
    }

    private static String address(String text) {
        if (!IpAddress.isAddress(text)) {
            throw new EngineException(Kind.REJECTED, "invalid JSON: ParseAddr(\"" + text + "\"): unable to parse IP");
        }
        return IpAddress.canonical(text);
    }

    private static ApiObject bindings(ApiObject bindings) {
        Map<String, Object> taken = new LinkedHashMap<>();
        bindings.members()
                .keySet()
                .forEach(port -> taken.put(
                        port(port),
                        bindings.objects(port).stream()
                                .map(binding -> binding.with(
                                        "HostIp",
                                        IpAddress.canonical(
                                                binding.string("HostIp").orElse(""))))
                                .toList()));
        return ApiObject.of(taken);
    }

    private static NetworkAttachment endpoint(NetworkAttachment asked) {
        ApiObject endpoint = asked.endpoint();
        ApiObject addresses = endpoint.object("IPAMConfig");
        for (String member : List.of("IPv4Address", "IPv6Address")) {
            String given = addresses.string(member).orElse("");
            addresses = given.isEmpty() ? addresses : addresses.with(member, address(given));
        }
        ApiObject taken = endpoint.get("IPAMConfig") == null ? endpoint : endpoint.with("IPAMConfig", addresses);
        return new NetworkAttachment(
                asked.network(),
                taken.string("MacAddress")
                        .map(mac -> taken.with("MacAddress", MacAddress.canonical(mac)))
                        .orElse(taken));
    }
}
