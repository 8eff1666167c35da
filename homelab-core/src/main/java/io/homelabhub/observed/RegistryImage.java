package io.homelabhub.observed;

import java.util.Optional;

/**
 * What a registry has under an image's name at present.
 *
 * @param digest of the manifest, or of the list of manifests, as {@code sha256:…}; empty if the registry did not tell
 * @param problem why it did not, in words that are the same each time; empty if it did
 */
public record RegistryImage(Optional<String> digest, String problem) {
    /** It has an image with this digest. */
    public static RegistryImage of(String digest) {
        return new RegistryImage(Optional.of(digest), "");
    }

    /** It did not tell. */
    public static RegistryImage unknown(String problem) {
        return new RegistryImage(Optional.empty(), problem);
    }
}
