package io.homelabhub.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was asked of Homelab could not be done.
 *
 * <p>Each one tells three things: what was attempted on what and what stood in the way (the message), and what to do
 * next ({@link #remedy()}). No message holds the value of a secret.
 */
public abstract class HomelabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable List<Remedy> remedies;
    private final String remedy;

    /**
     * @param problem what was attempted, on what, and what stood in the way; one sentence or a list of problems
     * @param remedy what the reader can do next; empty if nothing is known
     * @param cause the failure below, if there is one
     */
    protected HomelabException(String problem, String remedy, @Nullable Throwable cause) {
        this(problem, Remedy.advice(remedy), cause);
    }

    /**
     * @param problem what was attempted, on what, and what stood in the way; one sentence or a list of problems
     * @param remedies what the reader can do next, for a front end to put into words; none if nothing is known
     * @param cause the failure below, if there is one
     */
    protected HomelabException(String problem, List<Remedy> remedies, @Nullable Throwable cause) {
        super(problem, cause);
        this.remedies = List.copyOf(remedies);
        this.remedy = Remedy.text(remedies, Remedy::toString);
    }

    /** What the reader can do next, in words that fit where nothing is known of a front end; empty if nothing is known. */
    public String remedy() {
        return remedy;
    }

    /** The same, for a front end that says itself what is to be typed or pressed. Only as {@link #remedy()} once serialised. */
    public List<Remedy> remedies() {
        return remedies == null ? Remedy.advice(remedy) : remedies;
    }
}
