package io.homelabhub.failure;

import org.jspecify.annotations.Nullable;

/**
 * Something that was asked of Homelab could not be done.
 *
 * <p>Each one tells three things: what was attempted on what and what stood in the way (the message), and what to do
 * next ({@link #remedy()}). No message holds the value of a secret.
 */
public abstract class HomelabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param problem what was attempted, on what, and what stood in the way; one sentence or a list of problems
     * @param remedy what the reader can do next; empty if nothing is known
     * @param cause the failure below, if there is one
     */
    protected HomelabException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    /** What the reader can do next, as a sentence or a command; empty if nothing is known. */
    public String remedy() {
        return remedy;
    }
}
