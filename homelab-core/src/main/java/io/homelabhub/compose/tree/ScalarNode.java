package io.homelabhub.compose.tree;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.yaml.YamlScalar;
import io.homelabhub.yaml.YamlTimestamp;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A single value. Immutable. */
public final class ScalarNode extends Node {
    private final @Nullable Object value;

    /**
     * A single value.
     *
     * @param value null, a boolean, {@link Long}, {@link BigInteger}, {@link Double}, {@link Float},
     *     {@link YamlTimestamp} or a string
     */
    public ScalarNode(SourceLocation location, @Nullable Object value) {
        super(location);
        this.value = value;
    }

    /** The value; null for none. */
    public @Nullable Object value() {
        return value;
    }

    /** The value as text, as {@link GoText} writes it. */
    public String text() {
        return GoText.of(value);
    }

    @Override
    public boolean isNull() {
        return value == null;
    }

    @Override
    public ScalarNode copy() {
        return this;
    }

    @Override
    public String describe() {
        return YamlScalar.describe(value);
    }

    @Override
    public @Nullable Object plain() {
        return value;
    }
}
