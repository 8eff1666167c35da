package io.homelabhub.desired.translate;

import io.homelabhub.desired.ApiNeed;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the keys of services and networks that only newer engines understand. Not among them is what older engines can do
 * without: {@code start_interval}, as health tests are run by us, and {@code annotations}, which nothing on such an engine
 * reads.
 */
final class ApiNeeds {
    private static final Set<String> RECURSION = Set.of("writable", "readonly");

    /** An API version and the engine that it came with. */
    private enum Since {
        V1_44("1.44", "Docker 25.0"),
        V1_45("1.45", "Docker 26.0"),
        V1_48("1.48", "Docker 28.0"),
        V1_49("1.49", "Docker 28.1");

        private final String api;
        private final String product;

        Since(String api, String product) {
            this.api = api;
            this.product = product;
        }
    }

    private final ComposeModel model;
    private final Networking networking;
    private final Function<String, SourceLocation> locations;

    ApiNeeds(ComposeModel model, Networking networking, Function<String, SourceLocation> locations) {
        this.model = model;
        this.networking = networking;
        this.locations = locations;
    }

    List<ApiNeed> ofService(String service) {
        List<ApiNeed> needs = new ArrayList<>();
        ResourceId resource = ResourceId.service(service);
        List<String> networks = networking.keys(service);
        for (String network : networks) {
            ApiObject settings = model.service(service).object("networks").object(network);
            String path = "services." + service + ".networks." + network;
            if (!settings.string("interface_name").orElse("").isEmpty()) {
                needs.add(need(resource, path + ".interface_name", Since.V1_49));
            }
            if (settings.number("gw_priority") != 0) {
                needs.add(need(resource, path + ".gw_priority", Since.V1_48));
            }
            boolean first = network.equals(networks.get(0));
            if (!first && !settings.string("mac_address").orElse("").isEmpty()) {
                needs.add(need(resource, path + ".mac_address", Since.V1_44));
            }
        }
        volumes(service, resource, needs);
        return needs;
    }

    private void volumes(String service, ResourceId resource, List<ApiNeed> needs) {
        List<ApiObject> volumes = model.service(service).objects("volumes");
        for (int i = 0; i < volumes.size(); i++) {
            ApiObject volume = volumes.get(i);
            String path = "services." + service + ".volumes[" + i + "]";
            if (volume.string("type").orElse("").equals("image")) {
                needs.add(need(resource, path + ".type", Since.V1_48));
            }
            if (!volume.object("volume").string("subpath").orElse("").isEmpty()) {
                needs.add(need(resource, path + ".volume.subpath", Since.V1_45));
            }
            if (RECURSION.contains(volume.object("bind").string("recursive").orElse(""))) {
                needs.add(need(resource, path + ".bind.recursive", Since.V1_44));
            }
        }
    }

    List<ApiNeed> ofNetwork(String key) {
        boolean switchedOff = Boolean.FALSE.equals(model.network(key).get("enable_ipv4"));
        ResourceId resource = ResourceId.network(model.networkName(key));
        return switchedOff ? List.of(need(resource, "networks." + key + ".enable_ipv4", Since.V1_48)) : List.of();
    }

    private ApiNeed need(ResourceId resource, String path, Since since) {
        return new ApiNeed(resource, path, locations.apply(path), since.api, since.product);
    }
}
