package io.homelabhub.sops;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An encrypted value as it is written: {@code ENC[AES256_GCM,data:…,iv:…,tag:…,type:str]}.
 */
final class SealedText {
    static final int TAG_BYTES = 16;
    private static final Pattern FORM =
            Pattern.compile("ENC\\[AES256_GCM,data:([^,]+),iv:([^,]+),tag:([^,]+),type:([^,\\]]+)]");

    private final byte[] data;
    private final byte[] nonce;
    private final String type;

    /**
     * @param data the ciphertext with the 16 bytes of its tag behind it, as the JDK has them
     * @param nonce 32 bytes where sops or Homelab made it
     * @param type {@code str}, {@code int}, {@code float}, {@code bool}, {@code time} or {@code comment}
     */
    SealedText(byte[] data, byte[] nonce, String type) {
        this.data = data.clone();
        this.nonce = nonce.clone();
        this.type = type;
    }

    /** What {@code text} says; empty if it is no encrypted value. */
    static Optional<SealedText> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            byte[] tag = bytes(form.group(3));
            byte[] nonce = bytes(form.group(2));
            return tag.length != TAG_BYTES || nonce.length == 0
                    ? Optional.empty()
                    : Optional.of(new SealedText(joined(bytes(form.group(1)), tag), nonce, form.group(4)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static byte[] joined(byte[] data, byte[] tag) {
        byte[] both = Arrays.copyOf(data, data.length + tag.length);
        System.arraycopy(tag, 0, both, data.length, tag.length);
        return both;
    }

    /** The ciphertext with its tag. */
    byte[] data() {
        return data.clone();
    }

    byte[] nonce() {
        return nonce.clone();
    }

    String type() {
        return type;
    }

    /** As it stands in a file. */
    String text() {
        int length = data.length - TAG_BYTES;
        return "ENC[AES256_GCM,data:" + base64(data, 0, length) + ",iv:" + base64(nonce, 0, nonce.length) + ",tag:"
                + base64(data, length, data.length) + ",type:" + type + "]";
    }

    private static String base64(byte[] bytes, int from, int to) {
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, to));
    }
}
