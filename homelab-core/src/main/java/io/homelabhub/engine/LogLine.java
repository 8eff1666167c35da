package io.homelabhub.engine;

import java.time.Instant;

/**
 * A line that a container has written.
 *
 * @param time when the engine took it, by the engine's clock
 * @param source where it was written to
 * @param text without its line break; what is no UTF-8 is replaced, nothing else is changed
 */
public record LogLine(Instant time, Source source, String text) {
    /** Where a program writes to. A terminal does not tell its two streams apart. */
    public enum Source {
        OUTPUT,
        ERROR,
        TERMINAL
    }
}
