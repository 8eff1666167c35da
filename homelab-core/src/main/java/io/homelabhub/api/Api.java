package io.homelabhub.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How far others can rely on something.
 *
 * <p>It stands on the ways in. What a way in takes and gives is promised as far as it is itself, and what that takes and gives, and
 * so on: no type has to be marked for that. What is public only for another room of the library, and is neither, is not promised.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.CONSTRUCTOR, ElementType.METHOD})
public @interface Api {
    /** How far it can be relied on. */
    Status value();

    /** The stages of a life. */
    enum Status {
        /** Changes only so that programs that use it still compile and run, until the next major version. */
        STABLE,
        /** May change with a minor version; the changelog says how. */
        PROVISIONAL,
        /** Shown by something that is promised, and not promised itself: for other rooms of the library. */
        INTERNAL
    }
}
