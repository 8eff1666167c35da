package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.secret.EncryptedReference;
import java.util.Map;
import java.util.Optional;

/**
 * A secret or a config of a project: content for files in containers.
 *
 * @param key its key in the file
 * @param external whether it is only referred to
 * @param variableValue the value of the variable behind {@code environment} as it was where the object is defined: an included
 *     file has variables of its own; empty if it was not set. Never to be shown
 * @param encrypted where the content lies encrypted; empty if it comes from elsewhere
 * @param canonical the canonical form, as docker compose prints it; it can hold {@code content}
 * @param location where its key stands
 */
public record ComposeFileObject(
        String key,
        boolean external,
        Optional<String> variableValue,
        Optional<EncryptedReference> encrypted,
        Map<String, Object> canonical,
        SourceLocation location) {

    static ComposeFileObject of(
            String key,
            View view,
            Optional<String> value,
            Optional<EncryptedReference> encrypted,
            SourceLocation location) {
        return new ComposeFileObject(key, view.flag("external"), value, encrypted, view.present(), location);
    }

    /** Without the value and the content, which may be secret. */
    @Override
    public String toString() {
        return "ComposeFileObject[" + key + "]";
    }
}
