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

    /** A password: {@code length} characters of {@code alphabet}, each as likely as any other. */
    public static String text(int length, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    static byte[] of(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
