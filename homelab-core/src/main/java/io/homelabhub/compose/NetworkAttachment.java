package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import java.util.List;
import java.util.Map;

/**
 * How a service is attached to a network.
 *
 * @param aliases more names for the containers there
 * @param driverOptions options for the driver
 * @param gatewayPriority the highest one provides the default route
 * @param interfaceName the name of the network card; empty for the engine's choice
 * @param ipv4Address a fixed address; empty for the engine's choice
 * @param ipv6Address a fixed address; empty for the engine's choice
 * @param linkLocalIps link-local addresses
 * @param macAddress the address of the network card; empty for the engine's choice
 * @param priority networks are attached in this order, highest first
 */
public record NetworkAttachment(
        List<String> aliases,
        Map<String, String> driverOptions,
        int gatewayPriority,
        String interfaceName,
        String ipv4Address,
        String ipv6Address,
        List<String> linkLocalIps,
        String macAddress,
        int priority) {

    static NetworkAttachment of(View view) {
        return new NetworkAttachment(
                view.texts("aliases"),
                view.textMap("driver_opts"),
                (int) view.whole("gw_priority"),
                view.text("interface_name"),
                view.text("ipv4_address"),
                view.text("ipv6_address"),
                view.texts("link_local_ips"),
                view.text("mac_address"),
                (int) view.whole("priority"));
    }
}
