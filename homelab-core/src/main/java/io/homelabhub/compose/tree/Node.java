package io.homelabhub.compose.tree;

import io.homelabhub.problem.SourceLocation;
import org.jspecify.annotations.Nullable;

/** A value in the tree of a project that is being loaded. Not thread-safe. */
public abstract sealed class Node permits MapNode, ListNode, ScalarNode {
    private final SourceLocation location;

    Node(SourceLocation location) {
        this.location = location;
    }

    /** Where the value stands; for one that was derived, where it was derived from. */
    public final SourceLocation location() {
        return location;
    }

    /** A copy that shares nothing that can change. */
    public abstract Node copy();

    /** What it is, for messages: {@code a map}, {@code a number}. */
    public abstract String describe();

    /** Whether it is a scalar without a value. */
    public boolean isNull() {
        return false;
    }

    /** Its value in terms of {@link java.util.Map}, {@link java.util.List} and scalars; two nodes are alike if these are equal. */
    public abstract @Nullable Object plain();
}
