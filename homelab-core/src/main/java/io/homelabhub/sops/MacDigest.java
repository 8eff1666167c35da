package io.homelabhub.sops;

import io.homelabhub.resource.Sha256;
import io.homelabhub.sops.tree.SopsValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What authenticates a file as a whole: a digest of its values, in order. */
final class MacDigest {
    private final MessageDigest digest;
    private final boolean onlyEncrypted;

    /** @param onlyEncrypted whether values that the file's rule leaves clear are left out */
    MacDigest(boolean onlyEncrypted) {
        this.onlyEncrypted = onlyEncrypted;
        try {
            this.digest = MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-512", impossible);
        }
        if (onlyEncrypted) {
            digest.update(Sha256.digest().digest("sops".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    void add(SopsValue value, boolean encrypted) {
        if (encrypted || !onlyEncrypted) {
            digest.update(value.bytes());
        }
    }

    /** 128 hex digits. */
    String text() {
        return HexFormat.of().withUpperCase().formatHex(digest.digest());
    }
}
