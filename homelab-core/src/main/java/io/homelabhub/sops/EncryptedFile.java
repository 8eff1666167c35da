package io.homelabhub.sops;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.age.AgeIdentity;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.store.SopsContent;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.sops.tree.SopsMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file that sops or Homelab encrypted, as it was read: its names can be seen, its values cannot. Immutable. */
public final class EncryptedFile {
    private final Path file;
    private final SopsFormat format;
    private final List<SopsMap> documents;
    private final SopsMetadata metadata;

    private EncryptedFile(Path file, SopsFormat format, List<SopsMap> documents, SopsMetadata metadata) {
        this.file = file;
        this.format = format;
        this.documents = documents;
        this.metadata = metadata;
    }

    /**
     * Reads {@code content}.
     *
     * @param file the name for locations; not opened
     * @throws InvalidInputException if it is not in that format, or not encrypted
     */
    public static EncryptedFile read(Path file, SopsFormat format, byte[] content) {
        SopsContent read = format.read(file, content);
        SopsMap metadata = read.metadata()
                .orElseThrow(() -> new InvalidInputException(
                        List.of(Problem.error(SourceLocation.of(file), "", "the file is not encrypted")
                                .withSuggestion("encrypt it with `sops encrypt -i " + file + "`"))));
        return new EncryptedFile(file, format, read.documents(), new SopsMetadata(metadata, file));
    }

    /** Whether {@code content} has the marks of an encrypted file; nothing is checked. */
    public static boolean isEncrypted(Path file, SopsFormat format, byte[] content) {
        return format.read(file, content).metadata().isPresent();
    }

    /** The values as they stand in the file, encrypted. */
    public List<SopsMap> documents() {
        return documents;
    }

    /** Who can read the file by a key of age, as written in it. */
    public List<String> recipients() {
        return metadata.keys().stream().map(SealedKey::recipient).toList();
    }

    /** The kinds of keys beside those of age that can read the file, for people: {@code a PGP key}. */
    public List<String> otherKeys() {
        return metadata.foreignKeys();
    }

    /** The file's rule of what is encrypted. */
    public SopsRules rules() {
        return metadata.rules();
    }

    /**
     * Decrypts every value and checks that none was changed, added, removed or moved.
     *
     * @throws InvalidInputException if no key fits, naming where keys were looked for; or with every value that does not decrypt; or if
     *     the whole is not what was encrypted
     */
    public ClearFile open(AgeKeys keys) {
        byte[] dataKey = dataKey(keys);
        ValueCipher cipher = new ValueCipher(dataKey);
        SealedValues kept = new SealedValues();
        Opening opening = new Opening(cipher, metadata.rules(), kept);
        List<SopsMap> clear = documents.stream().map(opening::map).toList();
        List<Problem> problems = new ArrayList<>(opening.problems());
        if (problems.isEmpty()) {
            checkMac(cipher, opening.mac()).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new ClearFile(file, format, clear, metadata, dataKey, kept);
    }

    private Optional<Problem> checkMac(ValueCipher cipher, String found) {
        String written = SealedText.parse(metadata.mac())
                .flatMap(code -> cipher.open(code, metadata.modified()))
                .map(mac -> new String(mac, StandardCharsets.US_ASCII))
                .orElse("");
        if (written.equals(found)) {
            return Optional.empty();
        }
        String message = metadata.mac().isEmpty()
                ? "the file has no message authentication code, so nobody can tell whether it was changed"
                : written.isEmpty()
                        ? "the message authentication code does not decrypt: it or `lastmodified` was changed"
                        : "the file was changed since it was encrypted: a value was added, removed, moved or replaced";
        return Optional.of(Problem.error(metadata.macPlace(), "sops.mac", message)
                .withSuggestion("take the file back from your repository"));
    }

    private byte[] dataKey(AgeKeys keys) {
        for (SealedKey entry : metadata.keys()) {
            for (AgeIdentity identity : keys.identities()) {
                Optional<byte[]> key = identity.open(entry.sealed());
                if (key.isPresent() && key.get().length == ValueCipher.KEY_BYTES) {
                    return key.get();
                }
            }
        }
        throw new InvalidInputException(List.of(noKey(keys)));
    }

    private Problem noKey(AgeKeys keys) {
        List<String> readers = new ArrayList<>(recipients());
        readers.addAll(otherKeys());
        String who = readers.isEmpty() ? "nobody" : String.join(", ", readers);
        String tried = keys.tried().isEmpty() ? "" : " (tried " + String.join("; ", keys.tried()) + ")";
        boolean ours = metadata.keys().stream().anyMatch(key -> key.recipient().startsWith("age1"));
        return Problem.error(
                        SourceLocation.of(file), "", "no private key here opens this file, which is for " + who + tried)
                .withSuggestion(
                        ours
                                ? "name a key file with SOPS_AGE_KEY_FILE, or ask one of them to add your key"
                                : "Homelab opens files for age's X25519 keys only: ask for such a recipient to be added");
    }
}
