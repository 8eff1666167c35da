package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.resource.ApiObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The addresses of containers in networks: those that were asked for, and for the others the lowest that is free. */
final class Addresses {
    private static final Pattern SUBNET = Pattern.compile("(\\d+\\.\\d+\\.)(\\d+)\\.\\d+/(\\d+)");
    private static final int FIRST = 2;
    private static final int LAST = 254;

    private final Host host;

    Addresses(Host host) {
        this.host = host;
    }

    /**
     * The IPv4 address of a container that joins a network; empty if the network has no such addresses.
     *
     * @throws EngineException {@code CONFLICT} if another has one that it asks for
     */
    String take(ObservedNetwork network, ApiObject settings) {
        Set<String> taken = taken(network);
        List<String> asked = asked(settings).toList();
        if (asked.stream().anyMatch(taken::contains)) {
            throw new EngineException(Kind.CONFLICT, "Address already in use");
        }
        return settings.object("IPAMConfig").string("IPv4Address").orElseGet(() -> lowestFree(network, taken)
                .orElse(""));
    }

    private Set<String> taken(ObservedNetwork network) {
        Set<String> taken = new HashSet<>();
        host.containers.values().stream()
                .flatMap(container -> container.endpoints.values().stream())
                .filter(endpoint -> endpoint.networkId().equals(network.id())
                        && !endpoint.id().isEmpty())
                .forEach(endpoint -> {
                    taken.add(endpoint.address());
                    asked(endpoint.settings()).forEach(taken::add);
                });
        return taken;
    }

    private static Stream<String> asked(ApiObject settings) {
        ApiObject fixed = settings.object("IPAMConfig");
        return Stream.concat(
                Stream.of("IPv4Address", "IPv6Address").flatMap(member -> fixed.string(member).stream()),
                fixed.strings("LinkLocalIPs").stream());
    }

    private static Optional<String> lowestFree(ObservedNetwork network, Set<String> taken) {
        return network.settings().object("IPAM").objects("Config").stream()
                .map(config -> SUBNET.matcher(config.string("Subnet").orElse("")))
                .filter(Matcher::matches)
                .flatMap(subnet -> IntStream.rangeClosed(FIRST, LAST)
                        .mapToObj(number -> subnet.group(1) + subnet.group(2) + "." + number))
                .filter(address -> !taken.contains(address))
                .findFirst();
    }
}
