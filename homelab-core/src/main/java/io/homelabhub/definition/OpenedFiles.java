package io.homelabhub.definition;

import io.homelabhub.desired.translate.EncryptedValues;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.secret.EncryptedReference;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.sops.EncryptedFile;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsType;
import io.homelabhub.sops.tree.SopsValue;
import io.homelabhub.sops.tree.ValuePath;
import io.homelabhub.yaml.InputFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The encrypted files of one reading, each opened once, when something of it is first asked for. Thread-safe. */
final class OpenedFiles implements EncryptedValues {
    private static final int MOST_BYTES = 8 << 20;

    private final Path workingDirectory;
    private final Supplier<AgeKeys> keySource;
    private final Map<Path, List<SopsMap>> opened = new HashMap<>();
    private final List<String> values = new ArrayList<>();
    private @Nullable AgeKeys keys;

    OpenedFiles(DefinitionSources sources) {
        this.workingDirectory = sources.workingDirectory();
        this.keySource = sources.encrypted().keys();
    }

    /** How people know a file: from the working directory if it lies below. */
    Path shown(Path file) {
        return file.startsWith(workingDirectory) ? workingDirectory.relativize(file) : file;
    }

    /**
     * What {@code file}, which is absolute, holds in clear.
     *
     * @throws InvalidInputException if it cannot be read, no key opens it, or it was changed by somebody without a key
     */
    synchronized List<SopsMap> documents(Path file) {
        List<SopsMap> known = opened.get(file);
        if (known == null) {
            known = EncryptedFile.read(shown(file), SopsFormat.of(file), content(file))
                    .open(keys())
                    .documents();
            opened.put(file, known);
        }
        return known;
    }

    private AgeKeys keys() {
        if (keys == null) {
            keys = keySource.get();
        }
        return keys;
    }

    private byte[] content(Path file) {
        try {
            return InputFile.read(file, MOST_BYTES);
        } catch (InputFile.UnreadableException e) {
            throw refused(file, e.problem().message(), "");
        }
    }

    @Override
    public synchronized byte[] open(EncryptedReference reference) {
        List<SopsMap> documents = documents(reference.file());
        Optional<SopsNode> node = new ValuePath(reference.key()).in(documents);
        if (node.isEmpty()) {
            List<String> known = documents.stream()
                    .flatMap(document -> document.members().stream())
                    .filter(member -> !member.isComment())
                    .map(SopsMember::key)
                    .toList();
            throw refused(
                    reference.file(),
                    "the file has no key " + reference.key(),
                    Suggestion.didYouMean(reference.key(), known));
        } else if (!(node.get() instanceof SopsValue value) || value.type() == SopsType.NULL) {
            throw refused(reference.file(), "there is no single value at " + reference.key(), "");
        } else {
            String text = value.shown();
            values.add(text);
            return value.type() == SopsType.BYTES ? value.bytes() : text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private InvalidInputException refused(Path file, String message, String suggestion) {
        return new InvalidInputException(List.of(
                Problem.error(SourceLocation.of(shown(file)), "", message).withSuggestion(suggestion)));
    }

    @Override
    public synchronized SecretMask mask() {
        return SecretMask.of(values);
    }
}
