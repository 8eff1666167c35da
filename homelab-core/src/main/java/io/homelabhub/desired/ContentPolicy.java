package io.homelabhub.desired;

import java.util.Optional;

/**
 * What is done when only the content of a service's files has changed: configs, secrets, bound single files.
 *
 * @param reaction what is done
 * @param signal for SIGNAL, as {@code SIGHUP}
 */
public record ContentPolicy(Reaction reaction, Optional<String> signal) {
    /** The container is made anew. */
    public static final ContentPolicy DEFAULT = new ContentPolicy(Reaction.RECREATE, Optional.empty());

    /** What is done. */
    public enum Reaction {
        RECREATE,
        RESTART,
        SIGNAL,
        IGNORE
    }
}
