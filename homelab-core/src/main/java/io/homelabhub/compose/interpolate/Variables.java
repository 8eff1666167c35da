package io.homelabhub.compose.interpolate;

import org.jspecify.annotations.Nullable;

/** Where the values of variables come from. */
@FunctionalInterface
public interface Variables {
    /** The value of {@code name}, or null if it is not set. */
    @Nullable
    String get(String name);
}
