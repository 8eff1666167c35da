package io.homelabhub.sops;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.age.AgeKeyException;
import io.homelabhub.sops.age.AgeRecipient;
import io.homelabhub.sops.store.SopsContent;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.sops.tree.SopsMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The clear values of a file, with what is needed to encrypt them again. Immutable. */
public final class ClearFile {
    private final Path file;
    private final SopsFormat format;
    private final List<SopsMap> documents;
    private final SopsMetadata metadata;
    private final byte[] dataKey;
    private final SealedValues kept;

    ClearFile(
            Path file,
            SopsFormat format,
            List<SopsMap> documents,
            SopsMetadata metadata,
            byte[] dataKey,
            SealedValues kept) {
        this.file = file;
        this.format = format;
        this.documents = List.copyOf(documents);
        this.metadata = metadata;
        this.dataKey = dataKey.clone();
        this.kept = kept;
    }

    /**
     * What is to become an encrypted file, with a new data key.
     *
     * @param file the name for locations; not opened
     * @param recipients who may read it; at least one
     * @throws IllegalArgumentException if there is no recipient
     */
    public static ClearFile create(
            Path file, SopsFormat format, List<SopsMap> documents, SopsRules rules, List<AgeRecipient> recipients) {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("no recipient: give one or more");
        }
        byte[] dataKey = FreshBytes.of(ValueCipher.KEY_BYTES);
        SopsMetadata metadata = SopsMetadata.of(rules, file)
                .withKeys(recipients.stream()
                        .map(recipient -> sealed(recipient, dataKey))
                        .toList());
        return new ClearFile(file, format, documents, metadata, dataKey, new SealedValues());
    }

    /** The values. */
    public List<SopsMap> documents() {
        return documents;
    }

    /** Other values in the same file. What does not change keeps its ciphertext. */
    public ClearFile withDocuments(List<SopsMap> documents) {
        return new ClearFile(file, format, documents, metadata, dataKey, kept);
    }

    /**
     * The same values for {@code recipients} and nobody else, with the same data key. Who was removed can still read what he has a
     * copy of, and with its data key what is written later: {@link #withNewDataKey} ends that.
     *
     * @param recipients as written in files; one of a kind that Homelab cannot make stays if the file has it
     * @throws InvalidInputException if one is new and of such a kind
     */
    public ClearFile withRecipients(List<String> recipients) {
        List<SealedKey> keys = recipients.stream().distinct().map(this::key).toList();
        return new ClearFile(file, format, documents, metadata.withKeys(keys), dataKey, kept);
    }

    private SealedKey key(String recipient) {
        Optional<SealedKey> known = metadata.keys().stream()
                .filter(key -> key.recipient().equals(recipient))
                .findFirst();
        return known.orElseGet(() -> sealed(recipient(recipient), dataKey));
    }

    /**
     * The same values with a new data key, so that every ciphertext is a new one.
     *
     * @throws InvalidInputException if the file is also for a key of a kind that Homelab cannot encrypt to
     */
    public ClearFile withNewDataKey() {
        if (!metadata.foreignKeys().isEmpty()) {
            throw new InvalidInputException(List.of(Problem.error(
                            SourceLocation.of(file),
                            "sops",
                            "the file is also for " + String.join(", ", metadata.foreignKeys())
                                    + ", which Homelab cannot encrypt a new data key to")
                    .withSuggestion("use `sops rotate`")));
        }
        byte[] fresh = FreshBytes.of(ValueCipher.KEY_BYTES);
        List<SealedKey> keys = metadata.keys().stream()
                .map(key -> sealed(recipient(key.recipient()), fresh))
                .toList();
        return new ClearFile(file, format, documents, metadata.withKeys(keys), fresh, new SealedValues());
    }

    private AgeRecipient recipient(String text) {
        try {
            return AgeRecipient.parse(text);
        } catch (AgeKeyException refused) {
            throw new InvalidInputException(
                    List.of(Problem.error(SourceLocation.of(file), "sops.age", String.valueOf(refused.getMessage()))
                            .withSuggestion(refused.remedy())));
        }
    }

    private static SealedKey sealed(AgeRecipient recipient, byte[] dataKey) {
        return new SealedKey(recipient.text(), recipient.seal(dataKey));
    }

    /** The values as a file that is not encrypted. */
    public byte[] clearText() {
        return format.write(file, new SopsContent(documents, Optional.empty()));
    }

    /**
     * The encrypted file.
     *
     * @param now when it is made; authenticated with the file, in whole seconds
     * @throws InvalidInputException if the format cannot hold a value, or sops would read it otherwise
     */
    public byte[] seal(Instant now) {
        SopsRules rules = metadata.rules();
        ValueCipher cipher = new ValueCipher(dataKey);
        Sealing sealing = new Sealing(cipher, rules, kept.copy(), format);
        List<SopsMap> sealed = documents.stream().map(sealing::map).toList();
        if (!sealing.problems().isEmpty()) {
            throw new InvalidInputException(sealing.problems());
        }
        String modified = now.truncatedTo(ChronoUnit.SECONDS).toString();
        String mac = cipher.seal(sealing.mac().getBytes(StandardCharsets.US_ASCII), "str", modified)
                .text();
        return format.write(
                file,
                new SopsContent(
                        sealed, Optional.of(metadata.sealed(modified, mac).raw())));
    }
}
