package io.homelabhub.compose.keys;

import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A form in which a value can be written. */
public enum Form {
    STRING("a string"),
    INTEGER("a whole number"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    NULL("nothing"),
    LIST("a list"),
    MAP("a map");

    private final String words;

    Form(String words) {
        this.words = words;
    }

    /** For messages: {@code a list}. */
    public String words() {
        return words;
    }

    /** Whether {@code node} is written in this form. */
    public boolean fits(Node node) {
        if (node instanceof MapNode) {
            return this == MAP;
        } else if (node instanceof ListNode) {
            return this == LIST;
        }
        return fitsScalar(((ScalarNode) node).value());
    }

    private boolean fitsScalar(@Nullable Object value) {
        return switch (this) {
            case STRING -> value instanceof String;
            case BOOLEAN -> value instanceof Boolean;
            case NULL -> value == null;
            case NUMBER -> value instanceof Number;
            case INTEGER ->
                value instanceof Long
                        || value instanceof BigInteger
                        || (value instanceof Number number && isWhole(number.doubleValue()));
            default -> false;
        };
    }

    private static boolean isWhole(double number) {
        return Double.isFinite(number) && number == Math.rint(number);
    }
}
