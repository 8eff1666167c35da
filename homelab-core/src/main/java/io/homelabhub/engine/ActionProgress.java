package io.homelabhub.engine;

/** Told how far a pull or a build has come. Called on the thread that performs the action. */
@FunctionalInterface
public interface ActionProgress {
    /** Hears nothing. */
    ActionProgress NONE = (part, status, current, total) -> {};

    /**
     * Something has moved.
     *
     * @param part the layer's short id for a pull; empty for the whole or for a line of a build's output
     * @param status the engine's words, as {@code Downloading}, or a line of build output
     * @param current bytes so far; 0 if not told
     * @param total bytes in all; 0 if not known
     */
    void on(String part, String status, long current, long total);
}
