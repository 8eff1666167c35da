package io.homelabhub.secret;

import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;

/**
 * Where the content of a secret lies encrypted: {@code x-sops: config/secrets/base.enc.yaml#KEY}.
 *
 * @param file the encrypted file, absolute
 * @param key its key there, as {@code POSTGRES_PASSWORD} or {@code database.password}
 * @param location where the Compose file says so
 */
public record EncryptedReference(Path file, String key, SourceLocation location) {
    /** The key of a secret that says so. */
    public static final String KEY = "x-sops";
}
