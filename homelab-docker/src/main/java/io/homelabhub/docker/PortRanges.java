package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows which containers publish on a range of host ports. Two such starts at once can be given the same port by the
 * engine and fail, so they are done one after the other. Containers made here are known; the others are looked at once.
 */
final class PortRanges {
    private final DockerApi api;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    PortRanges(DockerApi api) {
        this.api = api;
    }

    void created(String name, String id, ApiObject hostConfig) {
        boolean range = isIn(hostConfig);
        known.put(name, range);
        known.put(id, range);
    }

    void renamed(String container, String name) {
        Boolean range = known.get(container);
        if (range != null) {
            known.put(name, range);
        } else {
            known.remove(name);
        }
    }

    boolean isPublishedBy(String container) {
        Boolean range = known.get(container);
        return range != null
                ? range
                : api.container(container)
                        .map(inspection -> isIn(inspection.object("HostConfig")))
                        .orElse(false);
    }

    private static boolean isIn(ApiObject hostConfig) {
        ApiObject bindings = hostConfig.object("PortBindings");
        return bindings.members().keySet().stream()
                .flatMap(port -> bindings.objects(port).stream())
                .anyMatch(binding -> binding.string("HostPort").orElse("").contains("-"));
    }
}
