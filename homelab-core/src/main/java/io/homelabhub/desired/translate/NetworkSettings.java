package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import java.util.Map;

/** A network's driver and addresses, as {@code POST /networks/create} takes them. */
final class NetworkSettings {
    private NetworkSettings() {}

    static ApiObject of(ApiObject network) {
        Members settings = new Members()
                .copy(network, Map.of("driver", "Driver", "internal", "Internal", "attachable", "Attachable"))
                .put("Options", Values.texts(network.object("driver_opts")))
                .put("IPAM", ipam(network.object("ipam")));
        if (network.get("enable_ipv4") != null) {
            settings.always("EnableIPv4", network.isTrue("enable_ipv4"));
        }
        if (network.get("enable_ipv6") != null) {
            settings.always("EnableIPv6", network.isTrue("enable_ipv6"));
        }
        return settings.done();
    }

    private static ApiObject ipam(ApiObject ipam) {
        return new Members()
                .put("Driver", ipam.get("driver"))
                .put("Options", Values.texts(ipam.object("options")))
                .put(
                        "Config",
                        ipam.objects("config").stream()
                                .map(NetworkSettings::pool)
                                .toList())
                .done();
    }

    private static ApiObject pool(ApiObject pool) {
        return new Members()
                .copy(
                        pool,
                        Map.of(
                                "subnet", "Subnet",
                                "ip_range", "IPRange",
                                "gateway", "Gateway",
                                "aux_addresses", "AuxiliaryAddresses"))
                .done();
    }
}
