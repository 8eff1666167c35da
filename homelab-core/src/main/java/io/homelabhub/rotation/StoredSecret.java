package io.homelabhub.rotation;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.rotation.RotationException.Kind;
import io.homelabhub.sops.ClearFile;
import io.homelabhub.sops.EncryptedFile;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsType;
import io.homelabhub.sops.tree.SopsValue;
import io.homelabhub.sops.tree.ValuePath;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A secret in its encrypted file, opened. Holds its value. */
final class StoredSecret {
    private final ClearFile file;
    private final SopsValue value;
    private final ValuePath path;

    private StoredSecret(ClearFile file, SopsValue value, ValuePath path) {
        this.file = file;
        this.value = value;
        this.path = path;
    }

    /**
     * That of {@code key}.
     *
     * @param shown how people know the file
     * @throws io.homelabhub.problem.InvalidInputException if no key opens it, or it was changed by somebody without one
     * @throws RotationException {@code UNKNOWN} if it has no such key, {@code REFUSED} if that is no text
     */
    static StoredSecret of(Path shown, byte[] content, String key, AgeKeys keys) {
        ClearFile clear =
                EncryptedFile.read(shown, SopsFormat.of(shown), content).open(keys);
        ValuePath path = new ValuePath(key);
        SopsNode node = path.in(clear.documents()).orElseThrow(() -> unknown(shown, clear.documents(), key));
        if (!(node instanceof SopsValue value) || value.type() != SopsType.STR) {
            throw new RotationException(
                    Kind.REFUSED,
                    key + " in " + shown + " is no text, so it is no password that could be made anew",
                    "`homelab secrets set` gives it another value.");
        }
        return new StoredSecret(clear, value, path);
    }

    private static RotationException unknown(Path shown, List<SopsMap> documents, String key) {
        List<String> known = documents.stream()
                .flatMap(document -> document.members().stream())
                .filter(member -> !member.isComment())
                .map(SopsMember::key)
                .toList();
        String hint = Suggestion.didYouMean(key, known);
        return new RotationException(
                Kind.UNKNOWN, "there is no key " + key + " in " + shown + (hint.isEmpty() ? "" : "; " + hint), "");
    }

    /** Whether an encrypted file has {@code key}, which its names tell without being opened. */
    static Optional<SourceLocation> place(Path shown, byte[] content, String key) {
        List<SopsMap> documents =
                EncryptedFile.read(shown, SopsFormat.of(shown), content).documents();
        return new ValuePath(key)
                .in(documents)
                .filter(SopsValue.class::isInstance)
                .map(node -> ((SopsValue) node).location());
    }

    String text() {
        return value.text();
    }

    /** The encrypted file with another value. */
    byte[] with(String other, Instant now) {
        SopsValue changed = SopsValue.string(other, value.location());
        return file.withDocuments(path.set(file.documents(), changed)).seal(now);
    }
}
