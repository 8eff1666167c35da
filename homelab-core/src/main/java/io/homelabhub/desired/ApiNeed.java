package io.homelabhub.desired;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.ResourceId;

/**
 * A key that only a newer engine understands. An older one refuses it half way through a deploy, or takes no notice.
 *
 * @param resource what it is a setting of
 * @param key its path, as {@code services.web.networks.front.gw_priority}
 * @param location where it stands
 * @param api the API version from which on it works, as {@code 1.48}
 * @param product the first Docker Engine that speaks that version, as {@code Docker 28.0}
 */
public record ApiNeed(ResourceId resource, String key, SourceLocation location, String api, String product) {
    /** Whether an engine that speaks {@code version} understands it. */
    public boolean isMetBy(String version) {
        return number(version) >= number(api);
    }

    /** {@code 1.48} is 1048; what is no version meets everything, as nothing can be said of it. */
    private static int number(String version) {
        String[] parts = version.split("\\.", 2);
        return parts.length == 2 && parts[0].matches("\\d{1,3}") && parts[1].matches("\\d{1,3}")
                ? 1000 * Integer.parseInt(parts[0]) + Integer.parseInt(parts[1])
                : Integer.MAX_VALUE;
    }
}
