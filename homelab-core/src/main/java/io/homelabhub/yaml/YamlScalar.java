package io.homelabhub.yaml;

import io.homelabhub.problem.SourceLocation;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A single value.
 *
 * @param location where it begins
 * @param tag the explicit tag, or empty
 * @param text the value as text: quotes removed, escapes and folding done
 * @param value the typed value: null, {@link Boolean}, {@link Long}, {@link BigInteger} (above the range of long, below
 *     2^64), {@link Double}, {@link YamlTimestamp} or {@link String}
 */
public record YamlScalar(
        SourceLocation location,
        String tag,
        String text,
        @Nullable Object value) implements YamlNode {
    /** Whether it is {@code null}, {@code ~} or empty without quotes. */
    public boolean isNull() {
        return value == null;
    }

    /** Whether it is a string, so neither null nor a boolean, a number or a date. */
    public boolean isString() {
        return value instanceof String;
    }

    /**
     * The typed value of a scalar, as {@link #value()} has it.
     *
     * @param tag the explicit tag as {@code !!int}; empty if there is none
     * @param plain whether it is written without quotes
     * @throws IllegalArgumentException if the text is no value of the tag's type
     */
    public static @Nullable Object valueOf(String tag, String text, boolean plain) {
        if (!tag.isEmpty()) {
            return ScalarRules.resolve(tag, text);
        }
        return plain ? ScalarRules.resolve(text) : text;
    }

    /** Whether {@code text}, written without quotes, is read as a string. */
    public static boolean isPlainString(String text) {
        return ScalarRules.resolve(text) instanceof String;
    }

    @Override
    public String describe() {
        return describe(value);
    }

    /** What kind of {@linkplain #value() value} that is, for people: {@code a whole number}. */
    public static String describe(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        } else if (value instanceof String) {
            return "a string";
        } else if (value instanceof Boolean) {
            return "a boolean";
        } else if (value instanceof YamlTimestamp) {
            return "a date";
        }
        return value instanceof Long || value instanceof BigInteger ? "a whole number" : "a number";
    }
}
