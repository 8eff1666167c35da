package io.homelabhub.sops;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts values with a file's data key, each bound to the keys that lead to it. */
final class ValueCipher {
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 32;

    private final SecretKeySpec key;

    ValueCipher(byte[] dataKey) {
        this.key = new SecretKeySpec(dataKey, "AES");
    }

    /** What binds a value to its place: {@code database:password:}. */
    static String place(List<String> path) {
        return String.join(":", path) + ":";
    }

    SealedText seal(byte[] clear, String type, String place) {
        byte[] nonce = FreshBytes.of(NONCE_BYTES);
        try {
            return new SealedText(cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(clear), nonce, type);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** What was sealed; empty if it was changed, or is for another place or key. */
    Optional<byte[]> open(SealedText sealed, String place) {
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, sealed.nonce(), place).doFinal(sealed.data()));
        } catch (GeneralSecurityException changed) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(Byte.SIZE * SealedText.TAG_BYTES, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
