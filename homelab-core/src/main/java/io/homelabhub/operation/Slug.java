package io.homelabhub.operation;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What tells a one-off container from all others.
 *
 * @param text 64 hexadecimal digits
 */
record Slug(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int SHOWN = 12;

    static Slug fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Slug(HexFormat.of().formatHex(bytes));
    }

    /** As much as a name shows. */
    String start() {
        return text.substring(0, SHOWN);
    }
}
