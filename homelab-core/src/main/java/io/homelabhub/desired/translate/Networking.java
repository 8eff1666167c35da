package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.NetworkAttachment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service's {@code networks}, {@code links} and whatever else says by which names and addresses it is found. */
final class Networking {
    private static final String INTERFACE_NAME = "com.docker.network.endpoint.ifname";

    private final ComposeModel model;
    private final Findings findings;

    Networking(ComposeModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    /** The keys of a service's networks: those of high priority first, then by name; none with {@code network_mode}. */
    List<String> keys(String service) {
        ApiObject settings = model.service(service);
        if (settings.string("network_mode").isPresent()) {
            return List.of();
        }
        ApiObject networks = settings.object("networks");
        return networks.members().keySet().stream()
                .sorted(Comparator.comparingLong(
                                (String key) -> -networks.object(key).number("priority"))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** What HostConfig.NetworkMode says: a mode, else the first network. */
    String mode(String service) {
        Optional<String> mode = model.service(service).string("network_mode");
        return mode.map(model::inNamespace).orElseGet(() -> keys(service).stream()
                .findFirst()
                .map(model::networkName)
                .orElse("none"));
    }

    List<NetworkAttachment> attachments(String service, int number) {
        List<NetworkAttachment> attachments = new ArrayList<>();
        for (String key : keys(service)) {
            ApiObject endpoint = endpoint(service, key, number);
            attachments.add(new NetworkAttachment(
                    model.networkName(key), attachments.isEmpty() ? withMacAddress(service, key, endpoint) : endpoint));
        }
        return attachments;
    }

    private ApiObject endpoint(String service, String key, int number) {
        ApiObject networks = model.service(service).object("networks");
        ApiObject settings = networks.object(key);
        Members endpoint = new Members()
                .always("Aliases", aliases(service, settings, number))
                .put("Links", links(service, number))
                .put("MacAddress", settings.get("mac_address"))
                .put("DriverOpts", driverOptions(settings))
                .put("GwPriority", settings.number("gw_priority"));
        if (networks.get(key) != null) {
            endpoint.always("IPAMConfig", addresses(settings));
        }
        return endpoint.done();
    }

    private static ApiObject addresses(ApiObject settings) {
        return new Members()
                .put("IPv4Address", settings.get("ipv4_address"))
                .put("IPv6Address", settings.get("ipv6_address"))
                .put("LinkLocalIPs", settings.get("link_local_ips"))
                .done();
    }

    private List<String> aliases(String service, ApiObject settings, int number) {
        List<String> aliases = new ArrayList<>(List.of(model.containerName(service, number), service));
        aliases.addAll(settings.strings("aliases"));
        return aliases;
    }

    private static Map<String, Object> driverOptions(ApiObject settings) {
        Map<String, Object> options = new LinkedHashMap<>();
        settings.object("driver_opts").members().forEach((name, value) -> options.put(name, String.valueOf(value)));
        settings.string("interface_name")
                .filter(name -> !name.isEmpty())
                .ifPresent(name -> options.put(INTERFACE_NAME, name));
        return options;
    }

    /** The service's own address is that of its first network. */
    private ApiObject withMacAddress(String service, String key, ApiObject endpoint) {
        Optional<String> own = model.service(service).string("mac_address").filter(text -> !text.isEmpty());
        if (own.isEmpty() || own.equals(endpoint.string("MacAddress"))) {
            return endpoint;
        }
        if (endpoint.string("MacAddress").isPresent()) {
            findings.error(
                    "services." + service + ".mac_address",
                    "the service has one MAC address, and its first network " + key + " another",
                    "remove one of them");
        }
        return endpoint.with("MacAddress", own.get());
    }

    /** Under three names for each container of the other service; {@code external_links} as they are written. */
    List<String> links(String service, int number) {
        ApiObject settings = model.service(service);
        List<String> links = new ArrayList<>();
        for (String link : settings.strings("links")) {
            String other = name(link);
            for (int i = 1; i <= model.scale(other); i++) {
                String container = model.containerName(other, i);
                links.add(container + ":" + alias(link));
                links.add(container + ":" + other + "-" + number);
                links.add(container + ":" + model.project() + "-" + other + "-" + number);
            }
        }
        settings.strings("external_links").forEach(link -> links.add(name(link) + ":" + alias(link)));
        return links;
    }

    private static String name(String link) {
        return link.split(":", 2)[0];
    }

    private static String alias(String link) {
        String[] parts = link.split(":");
        return parts.length == 2 ? parts[1] : parts[0];
    }
}
