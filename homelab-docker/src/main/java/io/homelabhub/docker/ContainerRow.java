package io.homelabhub.docker;

import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.observed.ObservedPort;
import io.homelabhub.resource.ApiObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One row of {@code GET /containers/json}. */
final class ContainerRow {
    /** Begins the status of what runs. Podman also lists the ports of what does not. */
    private static final String UP = "Up";

    private static final Comparator<ObservedPort> ORDER = Comparator.comparingInt(ObservedPort::containerPort)
            .thenComparing(ObservedPort::protocol)
            .thenComparingInt(ObservedPort::hostPort)
            .thenComparing(ObservedPort::hostAddress);

    private ContainerRow() {}

    static ObservedContainer read(ApiObject row, Optional<ApiObject> inspection) {
        String status = row.string("Status").orElse("");
        return new ObservedContainer(
                row.string("Id").orElse(""),
                name(row.strings("Names")),
                strings(row.object("Labels")),
                StatusText.state(row.string("State").orElse("")),
                health(row, status),
                StatusText.exitCode(status),
                row.string("ImageID").orElse(""),
                row.string("Image").orElse(""),
                networks(row.object("NetworkSettings").object("Networks")),
                row.objects("Mounts").stream().map(ContainerRow::mount).toList(),
                status.startsWith(UP) ? ports(row) : List.of(),
                Instant.ofEpochSecond(row.number("Created")),
                inspection);
    }

    /** From API 1.52 on a row has it as a value; before, the status alone tells. */
    private static Health health(ApiObject row, String status) {
        return row.object("Health").string("Status").map(Statuses::health).orElseGet(() -> StatusText.health(status));
    }

    /** Its own name: a container that others link to is listed with {@code /other/alias} as well. */
    private static String name(List<String> names) {
        return names.stream()
                .map(name -> name.startsWith("/") ? name.substring(1) : name)
                .filter(name -> !name.contains("/"))
                .findFirst()
                .orElse("");
    }

    /** The members that are strings. */
    static Map<String, String> strings(ApiObject object) {
        Map<String, String> strings = new TreeMap<>();
        object.members().forEach((name, value) -> {
            if (value instanceof String text) {
                strings.put(name, text);
            }
        });
        return strings;
    }

    private static Map<String, String> networks(ApiObject networks) {
        Map<String, String> ids = new TreeMap<>();
        networks.members()
                .keySet()
                .forEach(name ->
                        ids.put(name, networks.object(name).string("NetworkID").orElse("")));
        return ids;
    }

    private static ObservedMount mount(ApiObject mount) {
        String source = mount.string("Name").filter(name -> !name.isEmpty()).orElseGet(() -> mount.string("Source")
                .orElse(""));
        return new ObservedMount(
                mount.string("Type").orElse(""),
                source,
                mount.string("Destination").orElse(""),
                mount.isTrue("RW"));
    }

    private static List<ObservedPort> ports(ApiObject row) {
        return row.objects("Ports").stream()
                .filter(port -> port.number("PublicPort") > 0)
                .map(ContainerRow::port)
                .sorted(ORDER) // engines tell them in another order each time
                .toList();
    }

    private static ObservedPort port(ApiObject port) {
        return new ObservedPort(
                port.string("IP").orElse(""),
                (int) port.number("PublicPort"),
                (int) port.number("PrivatePort"),
                port.string("Type").orElse("tcp"));
    }
}
