package io.homelabhub.variables;

/**
 * A value that somebody gives a variable. The value may be a secret, and is kept out of {@link #toString}.
 *
 * @param name the variable
 * @param value as Compose reads it: quotes taken off, variables filled in
 * @param origin who says so
 */
public record Assignment(String name, String value, VariableOrigin origin) {
    /** Never the value. */
    @Override
    public String toString() {
        return name + " from " + origin;
    }
}
