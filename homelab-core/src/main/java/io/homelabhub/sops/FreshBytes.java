package io.homelabhub.sops;

import java.security.SecureRandom;

/** Bytes that nobody can foresee, for keys and nonces: the one place of this package that is left to chance. */
final class FreshBytes {
    private static final SecureRandom RANDOM = new SecureRandom();

    private FreshBytes() {}

    static byte[] of(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
