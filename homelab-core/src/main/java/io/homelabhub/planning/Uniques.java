package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names what two containers of a service cannot have at the same time, or had better not. */
final class Uniques {
    private static final Set<String> SHARABLE = Set.of("tmpfs", "image");

    private Uniques() {}

    /** What there can only be one of, as people call it: with two, the engine refuses one, or one answers for the other. */
    static List<String> strict(DesiredService service, ContainerSpec wanted) {
        List<String> strict = new ArrayList<>();
        if (service.fixedName()) {
            strict.add("container_name " + wanted.name());
        }
        wanted.networks().forEach(network -> strict.addAll(addresses(network)));
        ofConfig(wanted).forEach(strict::add);
        HostPort.of(wanted).forEach(port -> strict.add("port " + port));
        if (mode(wanted).startsWith("container:")
                || (isOnHost(wanted) && !exposed(wanted).isEmpty())) {
            strict.addAll(exposed(wanted));
        }
        return strict.stream().distinct().toList();
    }

    /** The ports of a live container: to be connected to its networks anew would take them from it. */
    static List<String> ports(ObservedContainer live) {
        return HostPort.of(live).stream().map(port -> "port " + port).distinct().toList();
    }

    /**
     * What two containers could have, though few programs can bear it: each believes that it is alone with its data or its
     * device.
     */
    static List<String> exclusive(ContainerSpec wanted, ObservedContainer live) {
        ApiObject hostConfig = wanted.hostConfig();
        Stream<String> network = Stream.of(mode(wanted))
                .filter(mode -> mode.equals("host") || mode.startsWith("container:"))
                .map(mode -> mode.equals("host") ? "the network of the host" : "the network of another container");
        Stream<String> requested = hostConfig.objects("DeviceRequests").stream().map(Uniques::request);
        Stream<String> all = hostConfig.isTrue("Privileged") ? Stream.of("all devices (privileged)") : Stream.of();
        return Stream.of(network, mounts(hostConfig), present(live), devices(hostConfig), requested, all)
                .flatMap(some -> some)
                .distinct()
                .toList();
    }

    /** What a wanted container and a live one would both have open, or both be called. */
    static List<String> common(ContainerSpec wanted, ObservedContainer live) {
        ApiObject hostConfig = live.inspection()
                .map(inspection -> inspection.object("HostConfig"))
                .orElse(ApiObject.EMPTY);
        Set<String> theirs = Stream.of(
                        present(live),
                        devices(hostConfig),
                        NetworkNames.of(live).stream().flatMap(Uniques::names))
                .flatMap(some -> some)
                .collect(Collectors.toSet());
        return Stream.of(
                        mounts(wanted.hostConfig()),
                        devices(wanted.hostConfig()),
                        wanted.networks().stream().flatMap(Uniques::names))
                .flatMap(some -> some)
                .filter(theirs::contains)
                .distinct()
                .toList();
    }

    private static Stream<String> names(NetworkAttachment attachment) {
        return attachment.endpoint().strings("Aliases").stream()
                .map(alias -> "the alias " + alias + " in network " + attachment.network());
    }

    private static Stream<String> mounts(ApiObject hostConfig) {
        return new MountList(hostConfig)
                .mounts().stream()
                        .filter(mount -> !mount.options().contains("ro") && !SHARABLE.contains(mount.type()))
                        .map(mount -> mount(mount.type(), mount.source(), mount.target()));
    }

    private static Stream<String> present(ObservedContainer live) {
        return live.mounts().stream()
                .filter(mount -> mount.writable() && !SHARABLE.contains(mount.type()))
                .map(mount -> mount(mount.type(), mount.source(), mount.target()));
    }

    private static Stream<String> devices(ApiObject hostConfig) {
        return hostConfig.objects("Devices").stream()
                .map(device -> "device " + device.string("PathOnHost").orElse(""));
    }

    private static String mode(ContainerSpec wanted) {
        return wanted.hostConfig().string("NetworkMode").orElse("");
    }

    private static boolean isOnHost(ContainerSpec wanted) {
        return mode(wanted).equals("host");
    }

    private static List<String> exposed(ContainerSpec wanted) {
        return wanted.config().object("ExposedPorts").members().keySet().stream()
                .map(port -> "port " + port)
                .toList();
    }

    private static List<String> addresses(NetworkAttachment network) {
        ApiObject fixed = network.endpoint().object("IPAMConfig");
        List<String> addresses = new ArrayList<>();
        Stream.of(fixed.string("IPv4Address"), fixed.string("IPv6Address"))
                .flatMap(address -> address.stream())
                .forEach(addresses::add);
        addresses.addAll(fixed.strings("LinkLocalIPs"));
        List<String> texts = new ArrayList<>();
        addresses.forEach(address -> texts.add("address " + address));
        network.endpoint().string("MacAddress").ifPresent(address -> texts.add("MAC address " + address));
        return texts;
    }

    private static Stream<String> ofConfig(ContainerSpec wanted) {
        return wanted.config().string("MacAddress").map(address -> "MAC address " + address).stream();
    }

    private static String mount(String type, String source, String target) {
        boolean unnamed =
                source.isEmpty() || MountList.ANONYMOUS.matcher(source).matches();
        return type.equals("bind") ? source : "volume " + (unnamed ? target : source);
    }

    private static String request(ApiObject request) {
        String driver = request.string("Driver").filter(name -> !name.isEmpty()).orElse("GPU");
        List<String> ids = request.strings("DeviceIDs");
        return "device " + driver + (ids.isEmpty() ? "" : " " + String.join(",", ids));
    }
}
