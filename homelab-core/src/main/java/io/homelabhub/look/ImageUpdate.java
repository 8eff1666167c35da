package io.homelabhub.look;

import java.util.Optional;

/**
 * What a registry has beyond the image that a service runs.
 *
 * @param service the service's name in the catalog, else in the Compose files
 * @param reference what its container was made from
 * @param running the digest by which the registry knows it, as {@code sha256:…}; empty for what was built, or if nobody knows
 * @param offered the digest that the registry has under that name now; empty if it did not tell
 * @param sameLine the newest tag of the same shape and first number that is newer: {@code 15.5-alpine} for {@code 15.4-alpine}
 * @param newest the newest tag of the same shape that is newer: {@code 16.1-alpine} for {@code 15.4-alpine}
 * @param problem why something is not known; empty if all is
 */
public record ImageUpdate(
        String service,
        String reference,
        Optional<String> running,
        Optional<String> offered,
        Optional<String> sameLine,
        Optional<String> newest,
        String problem) {
    /** Whether an update of the service would bring another image under the same name. */
    public boolean isReplaced() {
        return running.isPresent() && offered.isPresent() && !running.equals(offered);
    }

    /** Whether the registry has something newer. */
    public boolean isOutdated() {
        return isReplaced() || newest.isPresent();
    }
}
