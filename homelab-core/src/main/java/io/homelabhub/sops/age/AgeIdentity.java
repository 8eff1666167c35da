package io.homelabhub.sops.age;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** A private key of age. Its text leaves this package only for the file that a new key is written to. */
public final class AgeIdentity {
    static final String PREFIX = "AGE-SECRET-KEY-1";
    private static final int MOST_SEALED = 1024;

    private final String secret;
    private final AgeRecipient recipient;

    private AgeIdentity(String secret, AgeRecipient recipient) {
        this.secret = secret;
        this.recipient = recipient;
    }

    /** A new key, from the system's source of randomness. */
    public static AgeIdentity generate() {
        try {
            byte[] secret =
                    new X25519KeyPairGenerator().generateKeyPair().getPrivate().getEncoded();
            return parse(new String(secret, StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has X25519", e);
        }
    }

    /**
     * The key that {@code secret} is.
     *
     * @param secret {@code AGE-SECRET-KEY-1…}
     * @throws AgeKeyException if it is of another kind, or a character is wrong
     */
    public static AgeIdentity parse(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new AgeKeyException(
                    "a private key is of a kind that Homelab cannot use; it uses age's X25519 keys",
                    "`homelab secrets keygen` makes one.",
                    null);
        }
        try {
            SecretKeySpec key = new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "X25519");
            return new AgeIdentity(
                    secret,
                    new AgeRecipient(new X25519KeyFactory().translateKey(key).toString()));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new AgeKeyException("a private key has a wrong character or length", "Copy it again.", e);
        }
    }

    /** The public key that belongs to it. */
    public AgeRecipient recipient() {
        return recipient;
    }

    /** The line that a key file has. */
    public String secretText() {
        return secret;
    }

    /**
     * What an armored age file holds, if it is meant for this key.
     *
     * @return empty if it is for somebody else or damaged
     */
    public Optional<byte[]> open(String armored) {
        byte[] file = (armored.strip() + "\n").getBytes(StandardCharsets.UTF_8);
        try (ReadableByteChannel channel = new ArmoredDecryptingChannelFactory()
                .newDecryptingChannel(Channels.newChannel(new ByteArrayInputStream(file)), readers())) {
            return Optional.of(content(channel));
        } catch (GeneralSecurityException | IOException | RuntimeException notForThisKey) {
            return Optional.empty();
        }
    }

    private List<RecipientStanzaReader> readers() throws GeneralSecurityException {
        return List.of(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(secret));
    }

    private static byte[] content(ReadableByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MOST_SEALED);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // until the end
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** The public key; the private one is not shown. */
    @Override
    public String toString() {
        return "private key of " + recipient.text();
    }
}
