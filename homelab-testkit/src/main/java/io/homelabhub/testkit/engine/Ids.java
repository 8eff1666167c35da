package io.homelabhub.testkit.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids as the engine makes them, 64 hexadecimal digits; the same ones in the same order for each seed. */
final class Ids {
    private final long seed;
    private long next;

    Ids(long seed) {
        this.seed = seed;
    }

    String next() {
        return of("id " + seed + " " + next++);
    }

    /** What the engine calls itself. */
    String engine() {
        return of("engine " + seed);
    }

    static String of(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
