package io.homelabhub.sops;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Bytes that nobody can foresee, for keys, nonces and passwords: the one place that is left to chance. */
public final class FreshBytes {
    private static final SecureRandom RANDOM = new SecureRandom();

    private FreshBytes() {}

    /** A password: {@code count} bytes as hex digits, which no file, URL or shell reads otherwise. */
    public static String hex(int count) {
        return HexFormat.of().formatHex(of(count));
    }

    static byte[] of(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
