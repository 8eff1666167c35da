package io.homelabhub.sops.store;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.SopsValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A format that sops encrypts. */
public enum SopsFormat {
    YAML(YamlStore::new),
    JSON(JsonStore::new),
    DOTENV(DotEnvStore::new),
    /** Sections of values. */
    INI(IniStore::new),
    /** Any file, as one value of a JSON file. */
    BINARY(BinaryStore::new);

    @SuppressWarnings("ImmutableEnumChecker") // constructor references hold no state
    private final Supplier<Store> store;

    SopsFormat(Supplier<Store> store) {
        this.store = store;
    }

    /** The format of {@code file} by the end of its name, as sops decides: {@link #BINARY} if nothing else fits. */
    public static SopsFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return YAML;
        } else if (name.endsWith(".json")) {
            return JSON;
        } else if (name.endsWith(".env")) {
            return DOTENV;
        }
        return name.endsWith(".ini") ? INI : BINARY;
    }

    /**
     * What {@code content} holds, clear or encrypted.
     *
     * @param file the name for locations; not opened
     * @throws InvalidInputException if it is not in this format, with every place; no message holds a value
     */
    public SopsContent read(Path file, byte[] content) {
        return store.get().read(file, content);
    }

    /**
     * {@code content} as a file of this format, laid out as sops lays it out.
     *
     * @throws InvalidInputException if this format cannot hold it: a map in a dotenv file, a string that is no text in JSON, a value
     *     that needs quotes in INI
     */
    public byte[] write(Path file, SopsContent content) {
        return store.get().write(file, content);
    }

    /** Why sops would read {@code value} otherwise than it is, once it is encrypted in this format; empty if it would not. */
    public String objection(SopsValue value) {
        boolean ambiguous = this == DOTENV && value.text().contains("\\n");
        return ambiguous ? "a backslash before an n is read as a line end in a dotenv file" : "";
    }

    static InvalidInputException refused(SourceLocation location, String path, String message, String suggestion) {
        return new InvalidInputException(
                List.of(Problem.error(location, path, message).withSuggestion(suggestion)));
    }
}
