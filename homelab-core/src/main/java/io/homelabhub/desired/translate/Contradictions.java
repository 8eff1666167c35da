package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.spelling.IpAddress;
import io.homelabhub.spelling.MacAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what services that shall run side by side ask for and only one container can have: an address, a name, a port of
 * the host. An engine would tell only once some of them are up. Each is told with both places.
 */
final class Contradictions {
    private final ComposeModel model;
    private final Networking networking;
    private final Findings findings;
    private final SubnetContradictions subnets;
    private final Map<String, Claim> claims = new HashMap<>();

    /** Who asks for something, and where. */
    private record Claim(String who, String path) {}

    Contradictions(ComposeModel model, Networking networking, Findings findings) {
        this.model = model;
        this.networking = networking;
        this.findings = findings;
        this.subnets = new SubnetContradictions(model, findings);
    }

    /** @param services those that shall run, by name */
    void find(List<String> services) {
        services.stream()
                .flatMap(service -> networking.keys(service).stream())
                .distinct()
                .forEach(this::ofNetwork);
        services.stream().filter(service -> model.scale(service) > 0).forEach(service -> {
            names(service);
            networking.keys(service).forEach(key -> addresses(service, key));
        });
        new HostPortClaims(model, findings).find(services);
    }

    /** The addresses that a network keeps for itself. */
    private void ofNetwork(String key) {
        subnets.add(key);
        List<ApiObject> configs = model.network(key).object("ipam").objects("config");
        for (int i = 0; i < configs.size(); i++) {
            String path = "networks." + key + ".ipam.config[" + i + "]";
            configs.get(i)
                    .string("gateway")
                    .ifPresent(gateway -> claims.put(
                            address(key, gateway), new Claim("the gateway of the network", path + ".gateway")));
            configs.get(i)
                    .object("aux_addresses")
                    .members()
                    .forEach((host, aux) -> claims.put(
                            address(key, String.valueOf(aux)), new Claim(host, path + ".aux_addresses." + host)));
        }
    }

    private String address(String key, String address) {
        return model.networkName(key) + " " + IpAddress.canonical(address);
    }

    private void names(String service) {
        String path = "services." + service;
        boolean own = model.service(service).string("container_name").isPresent();
        for (int number = 1; number <= model.scale(service); number++) {
            String name = model.containerName(service, number);
            claim("name " + name, "the container name " + name, service, own ? path + ".container_name" : path);
        }
    }

    private void addresses(String service, String key) {
        ApiObject settings = model.service(service).object("networks").object(key);
        String path = "services." + service + ".networks." + key + ".";
        Stream.of("ipv4_address", "ipv6_address").forEach(member -> settings.string(member)
                .filter(address -> !address.isEmpty())
                .ifPresent(address -> {
                    claimOnce(
                            service, address(key, address), "address " + address + " in network " + key, path + member);
                    subnets.require(key, address, path + member);
                }));
        List<String> linkLocal = settings.strings("link_local_ips");
        for (int i = 0; i < linkLocal.size(); i++) {
            String address = linkLocal.get(i);
            claimOnce(
                    service,
                    address(key, address),
                    "address " + address + " in network " + key,
                    path + "link_local_ips[" + i + "]");
        }
        hardwareAddress(service, key).ifPresent(mac -> {
            boolean ofNetwork = settings.string("mac_address").isPresent();
            claimOnce(
                    service,
                    model.networkName(key) + " " + MacAddress.canonical(mac),
                    "MAC address " + mac + " in network " + key,
                    ofNetwork ? path + "mac_address" : "services." + service + ".mac_address");
        });
    }

    private Optional<String> hardwareAddress(String service, String key) {
        return networking.attachments(service, 1).stream()
                .filter(attachment -> attachment.network().equals(model.networkName(key)))
                .map(NetworkAttachment::endpoint)
                .flatMap(endpoint -> endpoint.string("MacAddress").stream())
                .filter(address -> !address.isEmpty())
                .findFirst();
    }

    private void claimOnce(String service, String key, String what, String path) {
        int copies = model.scale(service);
        if (copies > 1) {
            findings.error(
                    path, "%d containers cannot all have %s".formatted(copies, what), "leave it out, or run one");
        }
        claim(key, what, service, path);
    }

    private void claim(String key, String what, String service, String path) {
        Claim first = claims.putIfAbsent(key, new Claim("service " + service, path));
        if (first != null && !first.path().equals(path)) {
            findings.error(
                    path,
                    "%s is taken by %s too, at %s".formatted(what, first.who(), findings.place(first.path())),
                    "change one of the two");
        }
    }
}
