package io.homelabhub.desired;

import io.homelabhub.resource.ImageBuild;
import java.util.Optional;

/**
 * Where a service's image comes from.
 *
 * @param reference the reference that containers are created from
 * @param platform {@code os/arch[/variant]}; empty for the engine's own
 * @param build how it is built; empty for one that is pulled
 * @param policy when it is fetched
 */
public record DesiredImage(String reference, Optional<String> platform, Optional<ImageBuild> build, Policy policy) {
    /** When an image is fetched (Compose's pull_policy). */
    public enum Policy {
        /** If the engine does not have it. */
        MISSING,
        /** Whenever the service is deployed. */
        ALWAYS,
        /** Never: it has to be there. */
        NEVER,
        /** Built, not pulled, whenever the service is deployed. */
        BUILD
    }
}
