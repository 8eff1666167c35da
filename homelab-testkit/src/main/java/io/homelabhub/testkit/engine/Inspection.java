package io.homelabhub.testkit.engine;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.observed.ObservedPort;
import io.homelabhub.resource.ApiObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a container as {@code GET /containers/{id}/json} does. */
final class Inspection {
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private Inspection() {}

    static ApiObject of(Host host, FakeContainer container) {
        List<String> command = new ArrayList<>(container.config.strings("Entrypoint"));
        command.addAll(container.config.strings("Cmd"));
        return Api.object(
                "Id",
                container.id,
                "Created",
                container.created.toString(),
                "Path",
                command.isEmpty() ? "" : command.get(0),
                "Args",
                command.isEmpty() ? List.of() : command.subList(1, command.size()),
                "State",
                state(container),
                "Image",
                container.imageId,
                "Name",
                "/" + container.name,
                "RestartCount",
                container.restarts,
                "Driver",
                "overlay2",
                "Platform",
                "linux",
                "HostConfig",
                Neighbours.shown(host, container),
                "Mounts",
                container.mounts.stream().map(Inspection::mount).toList(),
                "Config",
                container.config,
                "NetworkSettings",
                networkSettings(container));
    }

    private static ApiObject state(FakeContainer container) {
        ApiObject state = Api.object(
                "Status",
                container.state.name().toLowerCase(Locale.ROOT),
                "Running",
                container.apiSaysRunning(),
                "Paused",
                container.state == ContainerState.PAUSED,
                "Restarting",
                container.state == ContainerState.RESTARTING,
                "OOMKilled",
                container.outOfMemory,
                "Dead",
                false,
                "Pid",
                container.isUp() ? 4711 : 0,
                "ExitCode",
                container.exitCode,
                "Error",
                container.error,
                "StartedAt",
                time(container.startedAt),
                "FinishedAt",
                time(container.finishedAt));
        return container.healthTest().isEmpty() || container.run == 0 ? state : state.with("Health", health(container));
    }

    private static ApiObject health(FakeContainer container) {
        return Api.object(
                "Status", container.toldHealth().name().toLowerCase(Locale.ROOT),
                "FailingStreak", container.failingStreak,
                "Log",
                        container.healthChecks.stream()
                                .map(check -> Api.object("ExitCode", check.exitCode(), "Output", check.output()))
                                .toList());
    }

    private static String time(Instant time) {
        return time.equals(Instant.EPOCH) ? NEVER : time.toString();
    }

    private static ApiObject mount(ObservedMount mount) {
        if (!mount.type().equals("volume")) {
            return Api.object(
                    "Type", mount.type(),
                    "Source", mount.source(),
                    "Destination", mount.target(),
                    "Mode", mount.writable() ? "" : "ro",
                    "RW", mount.writable(),
                    "Propagation", mount.type().equals("bind") ? "rprivate" : "");
        }
        return Api.object(
                "Type",
                "volume",
                "Name",
                mount.source(),
                "Source",
                "/var/lib/docker/volumes/" + mount.source() + "/_data",
                "Destination",
                mount.target(),
                "Driver",
                "local",
                "Mode",
                "z",
                "RW",
                mount.writable(),
                "Propagation",
                "");
    }

    private static ApiObject networkSettings(FakeContainer container) {
        Map<String, @Nullable Object> networks = new LinkedHashMap<>();
        container.endpoints.forEach((name, endpoint) -> networks.put(name, endpoint(container, endpoint)));
        return Api.object("Ports", ports(container), "Networks", networks);
    }

    /** Docker 20.10 adds the short id to the aliases of networks that are not its own default one. */
    private static ApiObject endpoint(FakeContainer container, FakeContainer.Endpoint endpoint) {
        List<String> aliases = new ArrayList<>(endpoint.settings().strings("Aliases"));
        if (!endpoint.id().isEmpty()) {
            aliases.add(container.id.substring(0, 12));
        }
        ApiObject defaults = Api.object(
                "IPAMConfig",
                null,
                "Links",
                null,
                "Aliases",
                null,
                "NetworkID",
                endpoint.networkId(),
                "EndpointID",
                endpoint.id(),
                "Gateway",
                "",
                "IPAddress",
                endpoint.address(),
                "IPPrefixLen",
                0,
                "IPv6Gateway",
                "",
                "GlobalIPv6Address",
                "",
                "GlobalIPv6PrefixLen",
                0,
                "MacAddress",
                "",
                "DriverOpts",
                null);
        ApiObject all = Api.merged(defaults, endpoint.settings());
        return aliases.isEmpty() ? all : all.with("Aliases", aliases);
    }

    private static ApiObject ports(FakeContainer container) {
        Map<String, @Nullable Object> ports = new LinkedHashMap<>();
        for (ObservedPort port : container.ports) {
            String key = port.containerPort() + "/" + port.protocol();
            List<Object> bindings = new ArrayList<>();
            if (ports.get(key) instanceof List<?> before) {
                bindings.addAll(before);
            }
            bindings.add(Api.object("HostIp", port.hostAddress(), "HostPort", String.valueOf(port.hostPort())));
            ports.put(key, bindings);
        }
        return ApiObject.of(ports);
    }
}
