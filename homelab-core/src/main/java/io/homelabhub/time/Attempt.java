package io.homelabhub.time;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.function.Supplier;

/**
 * Work done on one thread whose outcome another waits for. Whatever it throws, an {@link Error} too, is an outcome: whoever waits
 * would otherwise wait for good.
 */
public final class Attempt {
    private Attempt() {}

    /**
     * Does {@code work} now, and does not throw.
     *
     * @return gives what came of it, or throws what it threw, as often as asked; a checked exception that was smuggled out of
     *     it is thrown as the cause of an {@link UndeclaredThrowableException}
     */
    public static <T> Supplier<T> at(Supplier<T> work) {
        try {
            T result = work.get();
            return () -> result;
        } catch (Throwable failure) {
            return () -> {
                throw unchecked(failure);
            };
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new UndeclaredThrowableException(failure);
    }
}
