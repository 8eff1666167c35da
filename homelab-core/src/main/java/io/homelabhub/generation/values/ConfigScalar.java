package io.homelabhub.generation.values;

import io.homelabhub.problem.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * A single value.
 *
 * @param value a {@link String}, {@link Long}, {@link java.math.BigInteger}, {@link Double}, {@link Boolean}, {@code byte[]} for one
 *     that is no text, or null for nothing
 * @param origin where it stands
 */
public record ConfigScalar(@Nullable Object value, SourceLocation origin) implements ConfigNode {
    @Override
    public String describe() {
        return value == null ? "nothing" : value instanceof byte[] ? "a value that is no text" : "a value";
    }

    /** Never the value: it can be secret. */
    @Override
    public String toString() {
        return describe() + " at " + origin;
    }
}
