package io.homelabhub.sops.age;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** Age files of any size, as streams. Binary ones, not armored. */
public final class AgeStream {
    private AgeStream() {}

    /**
     * What is written to it is encrypted to all of these.
     *
     * @param recipients at least one
     * @param to closed with it
     */
    public static OutputStream encrypting(List<AgeRecipient> recipients, OutputStream to) throws IOException {
        List<RecipientStanzaWriter> writers = new ArrayList<>();
        try {
            for (AgeRecipient recipient : recipients) {
                writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient.text()));
            }
            return Channels.newOutputStream(
                    new StandardEncryptingChannelFactory().newEncryptingChannel(Channels.newChannel(to), writers));
        } catch (GeneralSecurityException e) {
            throw new IOException("encrypting: " + e.getMessage(), e);
        }
    }

    /**
     * What an age file holds. Each piece is authentic; that it is whole is known once its end is read.
     *
     * @param from closed with it
     * @throws AgeKeyException if none of the keys opens it
     * @throws IOException if it cannot be read or is no age file
     */
    public static InputStream decrypting(AgeKeys keys, InputStream from) throws IOException {
        List<RecipientStanzaReader> readers = new ArrayList<>();
        try {
            for (AgeIdentity identity : keys.identities()) {
                readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity.secretText()));
            }
            if (!readers.isEmpty()) {
                return Channels.newInputStream(new StandardDecryptingChannelFactory()
                        .newDecryptingChannel(Channels.newChannel(from), readers));
            }
        } catch (GeneralSecurityException notForUs) {
            throw notOpened(keys, notForUs);
        }
        throw notOpened(keys, null);
    }

    private static AgeKeyException notOpened(AgeKeys keys, @org.jspecify.annotations.Nullable Exception cause) {
        return new AgeKeyException(
                "no key here opens it; looked in " + String.join("; ", keys.tried()),
                "Give the key that it was encrypted to, as SOPS_AGE_KEY_FILE=FILE.",
                cause);
    }
}
