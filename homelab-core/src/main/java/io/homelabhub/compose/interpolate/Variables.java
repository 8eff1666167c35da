package io.homelabhub.compose.interpolate;

import org.jspecify.annotations.Nullable;

/** Where the values of variables come from. */
@FunctionalInterface
public interface Variables {
    /** The value of {@code name}, or null if it is not set. */
    @Nullable
    String get(String name);

    /** Told what was filled in for {@code name}: its value, or the default that the text gives. */
    default void used(String name, String value) {}
}
