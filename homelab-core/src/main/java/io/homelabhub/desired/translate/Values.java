package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads values of the canonical model, where sizes are byte counts in strings. */
final class Values {
    private Values() {}

    /** A number, or the number in a string; 0 for null and {@code ""}. */
    static long number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        return value instanceof String text && !text.isEmpty() ? new BigDecimal(text).longValue() : 0;
    }

    /** CPUs as billionths, with the single precision in which Compose keeps them. */
    static long billionths(@Nullable Object cpus) {
        return (long) (single(cpus) * 1e9f);
    }

    /** A number in single precision; 0 for null and {@code ""}. */
    static float single(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.floatValue();
        }
        return value instanceof String text && !text.isEmpty() ? Float.parseFloat(text) : 0;
    }

    /** The members as strings, sorted; null becomes {@code ""}. */
    static Map<String, String> texts(ApiObject object) {
        Map<String, String> texts = new TreeMap<>();
        object.members().forEach((name, value) -> texts.put(name, value == null ? "" : String.valueOf(value)));
        return texts;
    }
}
