package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import org.jspecify.annotations.Nullable;

/** Sets what a service leaves unsaid and Compose has a default for. */
final class Defaults {
    private Defaults() {}

    static void project(MapNode project) {
        for (String section : ProjectKeys.WORKLOADS) {
            MapNode services = project.map(section);
            if (services != null) {
                each(services);
            }
        }
    }

    private static void each(MapNode services) {
        for (String name : services.keys()) {
            MapNode service = services.map(name);
            if (service != null) {
                service(service);
            }
        }
    }

    private static void service(MapNode service) {
        MapNode build = service.map("build");
        if (build != null) {
            LongForms.putIfAbsent(build, "context", ".");
        }
        ports(service.list("ports"));
        secrets(service.list("secrets"));
        deviceRequests(service.list("gpus"));
        MapNode deploy = service.map("deploy");
        MapNode resources = deploy == null ? null : deploy.map("resources");
        MapNode reservations = resources == null ? null : resources.map("reservations");
        if (reservations != null) {
            deviceRequests(reservations.list("devices"));
        }
    }

    private static void ports(@Nullable ListNode ports) {
        if (ports != null) {
            for (Node item : ports.items()) {
                if (item instanceof MapNode port) {
                    LongForms.putIfAbsent(port, "protocol", "tcp");
                    LongForms.putIfAbsent(port, "mode", "ingress");
                }
            }
        }
    }

    private static void secrets(@Nullable ListNode secrets) {
        if (secrets != null) {
            for (Node item : secrets.items()) {
                if (item instanceof MapNode secret && !secret.has("target")) {
                    LongForms.putIfAbsent(secret, "target", "/run/secrets/" + secret.text("source"));
                }
            }
        }
    }

    private static void deviceRequests(@Nullable ListNode requests) {
        if (requests != null) {
            for (Node item : requests.items()) {
                if (item instanceof MapNode request && !request.has("device_ids")) {
                    LongForms.putIfAbsent(request, "count", "all");
                }
            }
        }
    }
}
