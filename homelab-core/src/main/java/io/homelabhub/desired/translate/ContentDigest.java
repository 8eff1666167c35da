package io.homelabhub.desired.translate;

import io.homelabhub.resource.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Short digests by which a change of content is noticed. They stand in a label, which many can read.
 *
 * <p>That of a secret must not help anybody who guesses. It cannot be keyed, as two machines that deploy one project
 * share no key, and size and time of the file would call a fresh checkout a change. So it is slow ({@value #ROUNDS}
 * rounds for each guess), salted with project and path (no table serves twice), and short: {@value #SHORT} digits let
 * one wrong guess in 16 million pass for right, which is plenty for who guesses and still next to nothing for a change
 * that would go unseen.
 */
final class ContentDigest {
    private static final int ROUNDS = 20_000;
    private static final int SHORT = 6;
    private static final int USUAL = 12;

    private ContentDigest() {}

    /** The digest of something that is no secret. */
    static String of(byte[] content) {
        return Sha256.hex(content).substring(0, USUAL);
    }

    /** The digest of a secret. */
    static String ofSecret(String salt, byte[] content) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(salt.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        byte[] digest = sha256.digest(content);
        for (int round = 1; round < ROUNDS; round++) {
            digest = sha256.digest(digest);
        }
        return HexFormat.of().formatHex(digest).substring(0, SHORT);
    }
}
