package io.homelabhub.desired;

import io.homelabhub.resource.ImageBuild;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a service's image comes from.
 *
 * @param reference the reference that containers are created from
 * @param platform {@code os/arch[/variant]}; empty for the engine's own
 * @param build how it is built; empty for one that is pulled
 * @param policy when it is fetched
 * @param unbuildable why the build that the file asks for cannot be done here, with the place
 * @param named whether the file gives it a name, so that a registry may have it: a build alone is not looked for there
 */
public record DesiredImage(
        String reference,
        Optional<String> platform,
        Optional<ImageBuild> build,
        Policy policy,
        Optional<String> unbuildable,
        boolean named) {
    /** An image that is either built or pulled. */
    public DesiredImage(String reference, Optional<String> platform, Optional<ImageBuild> build, Policy policy) {
        this(reference, platform, build, policy, Optional.empty(), build.isEmpty());
    }

    /** Whether a build is asked for that counts: one that can be done, or without which there is no image. */
    public boolean comesFromBuild() {
        return build.isPresent() || (unbuildable.isPresent() && !named);
    }

    /** Whether its registry decides where it comes from: a build steps in for what cannot be pulled, or would if it could. */
    public boolean isPulledOrBuilt() {
        return named && (build.isPresent() || unbuildable.isPresent());
    }

    /**
     * When an image is fetched (Compose's pull_policy).
     *
     * @param kind what decides
     * @param age for REFRESH: how long ago the engine's image may have been tagged before its registry is asked again; zero
     *     or more
     */
    public record Policy(Kind kind, Duration age) {
        /** If the engine does not have it. */
        public static final Policy MISSING = new Policy(Kind.MISSING, Duration.ZERO);
        /** Whenever the service is deployed. */
        public static final Policy ALWAYS = new Policy(Kind.REFRESH, Duration.ZERO);
        /** Never: it has to be there. */
        public static final Policy NEVER = new Policy(Kind.NEVER, Duration.ZERO);
        /** Built, not pulled, whenever the service is deployed. */
        public static final Policy BUILD = new Policy(Kind.BUILD, Duration.ZERO);

        /** What decides. */
        public enum Kind {
            MISSING,
            REFRESH,
            NEVER,
            BUILD
        }

        /** When the engine's image is older than this. */
        public static Policy every(Duration age) {
            return new Policy(Kind.REFRESH, age);
        }

        /** As Compose has it: {@code always}, {@code every 24h}. */
        @Override
        public String toString() {
            return switch (kind) {
                case MISSING -> "missing";
                case NEVER -> "never";
                case BUILD -> "build";
                case REFRESH -> age.isZero() ? "always" : "every " + text(age);
            };
        }

        private static String text(Duration age) {
            return age.toHours() > 0 && age.equals(Duration.ofHours(age.toHours()))
                    ? age.toHours() + "h"
                    : age.toSeconds() + "s";
        }
    }
}
