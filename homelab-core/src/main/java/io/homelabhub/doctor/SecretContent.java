package io.homelabhub.doctor;

import io.homelabhub.secret.SensitiveNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Tells by their content which files had better not be seen. Looks at small ones alone, and keeps nothing of them. */
final class SecretContent {
    private static final long MOST_BYTES = 256 * 1024;
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "(?m)^[ \\t]*(AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]{20,}|-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----)");
    private static final Pattern ENCRYPTED =
            Pattern.compile("(?m)^(sops:|\\s*\"sops\"\\s*:|sops_(version|mac)=|\\[sops])|ENC\\[AES256_GCM,");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?m)^\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=[ \\t]*(\\S.*)$");

    private SecretContent() {}

    /** Whether it holds a private key of age, or one in PEM. */
    static boolean isPrivateKey(Path file) {
        return PRIVATE_KEY.matcher(text(file)).find();
    }

    /** Whether sops has encrypted it. */
    static boolean isEncrypted(Path file) {
        return ENCRYPTED.matcher(text(file)).find();
    }

    /** Whether a variable whose name speaks of a secret has a value in it. */
    static boolean hasSecretVariable(Path file) {
        return ASSIGNMENT
                .matcher(text(file))
                .results()
                .anyMatch(line -> SensitiveNames.isSensitive(line.group(1))
                        && !line.group(2).matches("\"\"|''|#.*"));
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
