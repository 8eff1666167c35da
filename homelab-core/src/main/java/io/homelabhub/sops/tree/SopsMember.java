package io.homelabhub.sops.tree;

import io.homelabhub.problem.SourceLocation;

/**
 * A line of a map: a key with its value, or a comment.
 *
 * @param key the name; empty where {@code value} is a comment
 * @param value what it stands for
 * @param location where the key begins
 */
public record SopsMember(String key, SopsNode value, SourceLocation location) {
    /** A comment between two keys. */
    public static SopsMember of(SopsComment comment) {
        return new SopsMember("", comment, comment.location());
    }

    /** Whether this is a comment, so that it has no key. */
    public boolean isComment() {
        return value instanceof SopsComment;
    }

    /** The same key with another value. */
    public SopsMember withValue(SopsNode value) {
        return new SopsMember(key, value, location);
    }
}
