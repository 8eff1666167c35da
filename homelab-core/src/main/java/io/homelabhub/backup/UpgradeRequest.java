package io.homelabhub.backup;

import java.time.Duration;
import java.util.Optional;

/**
 * Which database is to get another major version.
 *
 * @param service its name
 * @param to a tag of the image that it has, as {@code 17-alpine}, or another image's reference; empty for the image that the files name
 * @param lockWait how long to wait for a deploy of the project to end; zero to refuse at once
 */
public record UpgradeRequest(String service, Optional<String> to, Duration lockWait) {
    /** To what the files name; refused if a deploy is under way. */
    public static UpgradeRequest of(String service) {
        return new UpgradeRequest(service, Optional.empty(), Duration.ZERO);
    }

    /** To a tag or another image. */
    public UpgradeRequest withTo(String image) {
        return new UpgradeRequest(service, Optional.of(image), lockWait);
    }

    /** Waiting so long for a deploy. */
    public UpgradeRequest withLockWait(Duration wait) {
        return new UpgradeRequest(service, to, wait);
    }

    /** {@code upgrade db}, as the lock has it. */
    String operation() {
        return "upgrade " + service;
    }
}
