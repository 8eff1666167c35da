package io.homelabhub.sops.age;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Somebody who may read: a public key of age.
 *
 * @param text as it is written, {@code age1…}
 */
public record AgeRecipient(String text) {
    private static final int LENGTH = 62;

    /**
     * The recipient that {@code text} names.
     *
     * @throws AgeKeyException if it is of another kind than X25519, naming the kind, or if a character is wrong
     */
    public static AgeRecipient parse(String text) {
        String kind = kind(text);
        if (!kind.isEmpty()) {
            throw new AgeKeyException(
                    "the recipient " + shortened(text) + " is " + kind
                            + ", and Homelab encrypts to age's X25519 keys only",
                    "Ask for a recipient that `age-keygen` or `homelab secrets keygen` makes: age1…",
                    null);
        }
        try {
            RecipientStanzaWriter unused = X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(text);
            return new AgeRecipient(text);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new AgeKeyException(
                    "the recipient " + shortened(text) + " has a wrong character or length", "Copy it again.", e);
        }
    }

    /** What kind of key {@code text} is if it is not one of ours; empty if it is. */
    static String kind(String text) {
        if (text.startsWith("age1pq1")) {
            return "a post-quantum key";
        } else if (text.startsWith("ssh-") || text.startsWith("ecdsa-")) {
            return "an SSH key";
        } else if (text.startsWith("AGE-SECRET-KEY-")) {
            return "a private key";
        } else if (!text.startsWith("age1")) {
            return "no key of age";
        }
        return text.lastIndexOf('1') > "age1".length() && text.length() != LENGTH ? "a key of a plugin" : "";
    }

    /** A private key in the place of a public one is not repeated. */
    private static String shortened(String text) {
        return text.startsWith("AGE-SECRET-KEY-")
                ? "AGE-SECRET-KEY-…"
                : text.length() <= 24 ? text : text.substring(0, 20) + "…";
    }

    /** {@code secret} as an armored age file that this recipient alone can open. */
    public String seal(byte[] secret) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WritableByteChannel channel = new ArmoredEncryptingChannelFactory()
                .newEncryptingChannel(
                        Channels.newChannel(out),
                        List.of(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(text)))) {
            channel.write(ByteBuffer.wrap(secret));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("encrypting a key in memory", e);
        }
        return out.toString(StandardCharsets.US_ASCII).stripTrailing() + "\n";
    }
}
