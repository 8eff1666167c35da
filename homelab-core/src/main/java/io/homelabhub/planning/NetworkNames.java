package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import java.util.ArrayList;
import java.util.List;

/** The names by which a container is found in its networks: given, taken, and given back. */
final class NetworkNames {
    private static final String ALIASES = "Aliases";

    private NetworkNames() {}

    /** A container that is found by nobody but who knows its own name. */
    static ContainerSpec without(ContainerSpec wanted) {
        return wanted.withNetworks(
                wanted.networks().stream().map(NetworkNames::without).toList());
    }

    static NetworkAttachment without(NetworkAttachment attachment) {
        return new NetworkAttachment(attachment.network(), attachment.endpoint().with(ALIASES, List.of()));
    }

    /** Whether it has a name in a network, beside its own. */
    static boolean has(NetworkAttachment attachment) {
        return !attachment.endpoint().strings(ALIASES).isEmpty();
    }

    /** A live container's places in the networks in which it has names, as they would be asked for. */
    static List<NetworkAttachment> of(ObservedContainer live) {
        return all(live).stream().filter(NetworkNames::has).toList();
    }

    /** A live container's places in all its networks, as they would be asked for. */
    static List<NetworkAttachment> all(ObservedContainer live) {
        List<NetworkAttachment> attachments = new ArrayList<>();
        live.inspection()
                .map(inspection -> inspection.object("NetworkSettings").object("Networks"))
                .ifPresent(networks -> networks.members()
                        .keySet()
                        .forEach(name ->
                                attachments.add(new NetworkAttachment(name, asked(live, networks.object(name))))));
        return attachments;
    }

    private static ApiObject asked(ObservedContainer live, ApiObject shown) {
        ApiObject asked = ApiObject.EMPTY.with(
                ALIASES,
                shown.strings(ALIASES).stream()
                        .filter(alias -> !live.id().startsWith(alias))
                        .toList());
        for (String member : List.of("IPAMConfig", "Links", "DriverOpts", "GwPriority", "MacAddress")) {
            Object value = shown.get(member);
            boolean own = member.equals("MacAddress") && isMadeOfTheIp(shown);
            asked = EngineDefaults.isEmpty(value) || own ? asked : asked.with(member, value);
        }
        return asked;
    }

    /**
     * Whether the hardware address is one that Docker before 28 gives by itself: it goes to the next container with that IP. Those
     * that Docker gives since then cannot be told from those that somebody asked for, and nobody else ever gets them.
     */
    private static boolean isMadeOfTheIp(ApiObject shown) {
        StringBuilder made = new StringBuilder("02:42");
        for (String part : shown.string("IPAddress").orElse("").split("\\.")) {
            made.append(part.matches("\\d{1,3}") ? ":%02x".formatted(Integer.parseInt(part)) : "");
        }
        return shown.string("MacAddress").filter(made.toString()::equals).isPresent();
    }
}
