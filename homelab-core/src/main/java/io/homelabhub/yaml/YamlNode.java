package io.homelabhub.yaml;

import io.homelabhub.problem.SourceLocation;

/**
 * One value of a document. Immutable; an aliased value is one object that occurs in several places, so its location
 * is that of the anchor.
 */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {
    /** Where the value begins. */
    SourceLocation location();

    /** The explicit tag as {@code !reset} or {@code !!str}; empty if there is none. */
    String tag();

    /** What it is, for messages: {@code a map}, {@code a list}, {@code a number}. */
    String describe();
}
