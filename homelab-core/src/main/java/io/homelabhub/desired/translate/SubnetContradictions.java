package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.IpSubnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds networks that cannot be made side by side, as their subnets overlap, and addresses that a network cannot give: they are
 * in none of its subnets, or it keeps them for itself. What some engines take is left to the engine: networks of other drivers
 * may share a subnet, and an address needs no subnet in the file.
 */
final class SubnetContradictions {
    private final ComposeModel model;
    private final Findings findings;
    private final List<Subnet> subnets = new ArrayList<>();

    /** One of a network that is made here. */
    private record Subnet(String key, String range, String path) {}

    SubnetContradictions(ComposeModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    /** Takes a network among those that shall be there at once. */
    void add(String key) {
        if (!isMadeHere(key) || !isPlainBridge(key)) {
            return;
        }
        List<ApiObject> configs = configs(key);
        for (int i = 0; i < configs.size(); i++) {
            String path = "networks." + key + ".ipam.config[" + i + "].subnet";
            configs.get(i)
                    .string("subnet")
                    .filter(range -> isUsed(key, range))
                    .ifPresent(range -> claim(new Subnet(key, range, path)));
        }
    }

    /** An engine passes over subnets of IPv6 where that is not enabled. */
    private boolean isUsed(String key, String range) {
        return !range.contains(":") || model.network(key).isTrue("enable_ipv6");
    }

    private void claim(Subnet subnet) {
        subnets.stream()
                .filter(other -> !model.networkName(other.key()).equals(model.networkName(subnet.key())))
                .filter(other -> IpSubnet.overlap(other.range(), subnet.range()))
                .findFirst()
                .ifPresent(other -> findings.error(
                        subnet.path(),
                        "subnet %s overlaps with %s of network %s, at %s"
                                .formatted(subnet.range(), other.range(), other.key(), findings.place(other.path())),
                        "give one of the two another range"));
        subnets.add(subnet);
    }

    /** Requires that a network can give a container this address. */
    void require(String key, String address, String path) {
        if (!isMadeHere(key)) {
            return;
        }
        boolean version6 = address.contains(":");
        List<String> ranges = configs(key).stream()
                .flatMap(config -> config.string("subnet").stream())
                .filter(range -> range.contains(":") == version6)
                .toList();
        if (ranges.isEmpty()) {
            return;
        }
        if (ranges.stream().noneMatch(range -> IpSubnet.contains(range, address))) {
            findings.error(
                    path,
                    "address %s is in no subnet of network %s: %s, at %s"
                            .formatted(
                                    address,
                                    key,
                                    String.join(", ", ranges),
                                    findings.place("networks." + key + ".ipam.config[0].subnet")),
                    "give an address of the subnet");
        } else {
            kept(key, address)
                    .ifPresent(why -> findings.error(
                            path, "address %s is %s".formatted(address, why), "give another address of the subnet"));
        }
    }

    /** Why a network gives an address to no container, though no file says so. */
    private Optional<String> kept(String key, String address) {
        for (ApiObject config : configs(key)) {
            String range = config.string("subnet").orElse("");
            if (IpSubnet.isFirstOrLast(range, address)) {
                return Optional.of("the first or the last of subnet " + range + ", which no container can have");
            }
            boolean chosen = config.string("gateway").isPresent()
                    || config.string("ip_range").isPresent();
            if (!chosen && isPlainBridge(key) && IpSubnet.isSecond(range, address)) {
                return Optional.of("the one that the engine gives to the gateway of network " + key);
            }
        }
        return Optional.empty();
    }

    /** Whose gateway is the engine's choice, and is there. */
    private boolean isPlainBridge(String key) {
        ApiObject network = model.network(key);
        return network.string("driver").orElse("bridge").matches("|bridge")
                && network.object("driver_opts").members().isEmpty();
    }

    /** Whose subnets are in its file, and kept by the engine's own means. */
    private boolean isMadeHere(String key) {
        ApiObject network = model.network(key);
        return !network.isTrue("external")
                && network.string("driver").orElse("").matches("|bridge|macvlan|ipvlan")
                && network.object("ipam").string("driver").orElse("").matches("|default");
    }

    private List<ApiObject> configs(String key) {
        return model.network(key).object("ipam").objects("config");
    }
}
