package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.spelling.IpAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An address in a network.
 *
 * @param network the network's name
 * @param kind of which kind it is
 * @param address in the one spelling of its kind
 */
record NetworkAddress(String network, Kind kind, String address) implements Single {
    /** The kinds there are, with what they are called. */
    enum Kind {
        IP("address"),
        MAC("MAC address");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    NetworkAddress {
        address = kind == Kind.IP
                ? IpAddress.canonical(address)
                : address.toLowerCase(Locale.ROOT).replace('-', ':');
    }

    /** Those that the owner has given to a container. */
    static List<NetworkAddress> of(ContainerSpec wanted) {
        return wanted.networks().stream()
                .flatMap(attachment -> Stream.of(ofIp(attachment), linkLocal(attachment), ofMac(wanted, attachment))
                        .flatMap(addresses -> addresses))
                .distinct()
                .toList();
    }

    /** The IP addresses that the owner has given to a container in one network. */
    static Stream<NetworkAddress> ofIp(NetworkAttachment attachment) {
        ApiObject asked = attachment.endpoint().object("IPAMConfig");
        return Stream.of("IPv4Address", "IPv6Address")
                .flatMap(member -> asked.string(member).stream())
                .filter(address -> !address.isEmpty())
                .map(address -> new NetworkAddress(attachment.network(), Kind.IP, address));
    }

    private static Stream<NetworkAddress> linkLocal(NetworkAttachment attachment) {
        return attachment.endpoint().object("IPAMConfig").strings("LinkLocalIPs").stream()
                .map(address -> new NetworkAddress(attachment.network(), Kind.IP, address));
    }

    private static Stream<NetworkAddress> ofMac(ContainerSpec wanted, NetworkAttachment attachment) {
        boolean main = wanted.hostConfig()
                .string("NetworkMode")
                .filter(attachment.network()::equals)
                .isPresent();
        return Stream.concat(
                        attachment.endpoint().string("MacAddress").stream(),
                        main ? wanted.config().string("MacAddress").stream() : Stream.of())
                .filter(address -> !address.isEmpty())
                .map(address -> new NetworkAddress(attachment.network(), Kind.MAC, address));
    }

    /** Those that a live container has; none while it does not run. */
    static Stream<NetworkAddress> of(ObservedContainer live) {
        return live.inspection().stream()
                .map(inspection -> inspection.object("NetworkSettings").object("Networks"))
                .flatMap(networks ->
                        networks.members().keySet().stream().flatMap(name -> of(name, networks.object(name))));
    }

    private static Stream<NetworkAddress> of(String network, ApiObject shown) {
        Stream<NetworkAddress> addresses = Stream.concat(
                        Stream.of("IPAddress", "GlobalIPv6Address").flatMap(member -> shown.string(member).stream()),
                        shown.object("IPAMConfig").strings("LinkLocalIPs").stream())
                .filter(address -> !address.isEmpty())
                .map(address -> new NetworkAddress(network, Kind.IP, address));
        boolean joined = !shown.string("IPAddress").orElse("").isEmpty()
                || !shown.string("GlobalIPv6Address").orElse("").isEmpty();
        return joined ? Stream.concat(addresses, mac(network, shown)) : Stream.of();
    }

    private static Stream<NetworkAddress> mac(String network, ApiObject shown) {
        return shown.string("MacAddress").stream()
                .filter(address -> !address.isEmpty())
                .map(address -> new NetworkAddress(network, Kind.MAC, address));
    }

    @Override
    public boolean isHeldBy(ObservedContainer live) {
        return of(live).anyMatch(this::equals);
    }

    @Override
    public String text() {
        return kind.text + " " + address + " in network " + network;
    }

    /** {@code 10.79.1.2 in network lab_lan}. */
    @Override
    public String toString() {
        return address + " in network " + network;
    }
}
