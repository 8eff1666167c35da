package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network of a project.
 *
 * @param key its key in the file
 * @param name its name on the engine
 * @param driver the driver; empty for the engine's default
 * @param driverOptions options for the driver
 * @param external whether it is only referred to: never created, changed or removed
 * @param internal whether it has no way out
 * @param attachable whether other containers may be attached
 * @param labels labels
 * @param enableIpv4 whether IPv4 is on; empty for the engine's default
 * @param enableIpv6 whether IPv6 is on; empty for the engine's default
 * @param ipamDriver the driver that gives out addresses; empty for the engine's default
 * @param pools where addresses come from; empty for the engine's choice
 * @param canonical the canonical form, as docker compose prints it
 * @param location where its key stands
 */
public record ComposeNetwork(
        String key,
        String name,
        String driver,
        Map<String, String> driverOptions,
        boolean external,
        boolean internal,
        boolean attachable,
        Map<String, String> labels,
        Optional<Boolean> enableIpv4,
        Optional<Boolean> enableIpv6,
        String ipamDriver,
        List<AddressPool> pools,
        Map<String, Object> canonical,
        SourceLocation location) {

    /**
     * A range of addresses.
     *
     * @param subnet the subnet, as {@code 172.28.0.0/16}; may be empty, as may be the rest
     * @param gateway the address of the gateway
     * @param ipRange the part of the subnet from which containers get addresses
     * @param auxiliaryAddresses addresses that are taken, by host name
     */
    public record AddressPool(String subnet, String gateway, String ipRange, Map<String, String> auxiliaryAddresses) {}

    static ComposeNetwork of(String key, View view, SourceLocation location) {
        View ipam = view.view("ipam");
        return new ComposeNetwork(
                key,
                view.text("name"),
                view.text("driver"),
                view.textMap("driver_opts"),
                view.flag("external"),
                view.flag("internal"),
                view.flag("attachable"),
                view.textMap("labels"),
                view.optionalFlag("enable_ipv4"),
                view.optionalFlag("enable_ipv6"),
                ipam.text("driver"),
                ipam.views("config").stream().map(ComposeNetwork::pool).toList(),
                view.present(),
                location);
    }

    private static AddressPool pool(View pool) {
        return new AddressPool(
                pool.text("subnet"), pool.text("gateway"), pool.text("ip_range"), pool.textMap("aux_addresses"));
    }
}
