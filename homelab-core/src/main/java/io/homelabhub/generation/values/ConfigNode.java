package io.homelabhub.generation.values;

import io.homelabhub.problem.SourceLocation;

/** A part of the configuration. Immutable. */
public sealed interface ConfigNode permits ConfigMap, ConfigList, ConfigScalar {
    /** Where it stands. */
    SourceLocation origin();

    /** What it is, for messages: {@code a map}, {@code a list}, {@code a value}; never the value itself. */
    String describe();
}
