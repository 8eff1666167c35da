package io.homelabhub.discovery;

import io.homelabhub.host.Host;
import io.homelabhub.placement.Obstacle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What name servers read: services are at their own hosts, domains at the host that is seen from, where the proxy runs. */
final class NameFiles {
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+");

    private NameFiles() {}

    /** A wildcard has no place in a hosts file, so it is left out. */
    static String hosts(Routes routes) {
        return ProxyFiles.HEAD
                + byAddress(routes).entrySet().stream()
                        .map(line -> line.getKey() + " "
                                + line.getValue().stream()
                                        .filter(name -> !name.startsWith("*"))
                                        .collect(Collectors.joining(" "))
                                + "\n")
                        .collect(Collectors.joining());
    }

    static String dnsmasq(Routes routes) {
        StringBuilder text = new StringBuilder(ProxyFiles.HEAD);
        byAddress(routes)
                .forEach((address, names) -> names.forEach(name -> text.append(
                        name.startsWith("*.")
                                ? "address=/" + name.substring(2) + "/" + address + "\n"
                                : "host-record=" + name + "," + address + "\n")));
        return text.toString();
    }

    private static Map<String, Set<String>> byAddress(Routes routes) {
        List<Obstacle> obstacles = new ArrayList<>();
        Map<String, Set<String>> names = new LinkedHashMap<>();
        Optional<String> proxy = routes.seenFrom().flatMap(Host::address);
        if (proxy.isEmpty() && !routes.offered().isEmpty()) {
            obstacles.add(
                    new Obstacle(
                            "domains lead to the proxy, and the host that it runs on has no address",
                            "add `address: IP` to that host (`homelab hosts list`), and name it with --host if it is not this machine"));
        }
        for (Entry entry : routes.offered()) {
            proxy.ifPresent(address -> put(names, address, entry.domains(), obstacles));
        }
        routes.addresses().forEach((service, address) -> put(names, address, List.of(service), obstacles));
        if (!obstacles.isEmpty()) {
            throw new DiscoveryRefusedException(obstacles.stream().distinct().toList());
        }
        return names;
    }

    private static void put(
            Map<String, Set<String>> names, String address, List<String> more, List<Obstacle> obstacles) {
        if (!IP_ADDRESS.matcher(address).matches()) {
            obstacles.add(new Obstacle(
                    "a name server leads to addresses, and " + address + " is a name", "give the host its IP address"));
        }
        names.computeIfAbsent(address, any -> new LinkedHashSet<>()).addAll(more);
    }
}
