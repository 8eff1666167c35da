package io.homelabhub.plan;

import java.util.Comparator;

/**
 * One field that differs.
 *
 * @param path in Compose's terms where there are any, as {@code environment.LOG_LEVEL} or {@code ports[0]}
 * @param before the value now, as a Compose file has it, with units; empty for none; {@value #MASKED} for a secret
 * @param after the value wanted, likewise
 */
public record FieldDifference(String path, String before, String after) implements Comparable<FieldDifference> {
    /** What stands in place of a secret value. */
    public static final String MASKED = "(secret)";

    private static final Comparator<FieldDifference> ORDER = Comparator.comparing(FieldDifference::path)
            .thenComparing(FieldDifference::before)
            .thenComparing(FieldDifference::after);

    @Override
    public int compareTo(FieldDifference other) {
        return ORDER.compare(this, other);
    }

    /** {@code value} as the text of a field that is there: an empty one shows as a pair of quotes. */
    public static String given(String value) {
        return value.isEmpty() ? "\"\"" : value;
    }

    /** {@code path: before -> after}. */
    @Override
    public String toString() {
        return path + ": " + (before.isEmpty() ? "(none)" : before) + " -> " + (after.isEmpty() ? "(none)" : after);
    }
}
