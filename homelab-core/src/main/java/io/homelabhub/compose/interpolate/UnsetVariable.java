package io.homelabhub.compose.interpolate;

import io.homelabhub.secret.SensitiveNames;

/**
 * A variable that a value names, and that is not set.
 *
 * @param owner what the value belongs to, as {@code POSTGRES_PASSWORD}; empty if nothing
 * @param value the value as it is written
 * @param name the variable
 */
public record UnsetVariable(String owner, String value, String name) {
    /**
     * What follows a bare dollar sign within a secret is rather a piece of the secret than a variable, so its name is not told:
     * {@code pa$ss}, but not {@code ${PASSWORD}} or {@code $PASSWORD}.
     */
    public boolean isPieceOfSecret() {
        return SensitiveNames.isSensitive(owner) && !value.contains("${" + name) && !value.equals("$" + name);
    }

    /** What the matter is, as part of a sentence. */
    public String problem() {
        return isPieceOfSecret()
                ? "what follows the $ in " + owner + " is taken for a variable that is not set, and is lost"
                : "the variable " + name + " is not set, so it is empty";
    }

    /** The id of the note. */
    public String id() {
        return "unset-variable:" + (isPieceOfSecret() ? owner : name);
    }
}
