package io.homelabhub.engine;

import java.util.Optional;

/**
 * How to join a container's own process.
 *
 * @param input whether to write to it, if the container was made with an open input; else nothing reaches it
 * @param detachKeys what leaves it to itself when typed, as {@code ctrl-p,ctrl-q}, which is the engine's default; counts on a terminal
 *     only
 */
public record AttachRequest(boolean input, Optional<String> detachKeys) {
    /** Its output alone. */
    public static final AttachRequest OUTPUT = new AttachRequest(false, Optional.empty());

    /** This one, with input. */
    public AttachRequest withInput() {
        return new AttachRequest(true, detachKeys);
    }

    /** This one, left by other keys. */
    public AttachRequest withDetachKeys(String keys) {
        return new AttachRequest(input, Optional.of(keys));
    }
}
