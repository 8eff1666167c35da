package io.homelabhub.engine;

import io.homelabhub.failure.HomelabException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A container host did not do what it was asked. */
public final class EngineException extends HomelabException {
    private static final long serialVersionUID = 1L;

    /** Why not, as far as a caller can act on it. */
    public enum Kind {
        /** Nobody answers, or the connection broke: what became of the request is unknown, so look before trying again. */
        UNREACHABLE,
        /** A registry or the host refuses us. */
        UNAUTHORIZED,
        /** What was named is not there. */
        NOT_FOUND,
        /** A name, a port or a network is taken, or in use. */
        CONFLICT,
        /** The host understood and refuses. */
        REJECTED,
        /** No answer in time: what became of the request is unknown. */
        TIMED_OUT,
        /** A registry asks to come back later. */
        BUSY,
        /** The host has no room left on its disk. */
        NO_SPACE,
        /** The calling thread was interrupted: what became of the request is unknown. */
        INTERRUPTED,
        OTHER
    }

    private final Kind kind;
    private final boolean named;

    /**
     * @param kind why not
     * @param problem what was attempted on what, and the host's own words
     * @param remedy what to do next; empty if nothing is known
     */
    public EngineException(Kind kind, String problem, String remedy, @Nullable Throwable cause) {
        this(kind, problem, remedy, cause, false);
    }

    private EngineException(Kind kind, String problem, String remedy, @Nullable Throwable cause, boolean named) {
        super(problem, remedy, cause);
        this.kind = kind;
        this.named = named;
    }

    public EngineException(Kind kind, String problem) {
        this(kind, problem, "", null);
    }

    public Kind kind() {
        return kind;
    }

    /** The same of an engine that a setting names, so that no other will do. */
    public EngineException ofNamedEngine() {
        return new EngineException(kind, String.valueOf(getMessage()), remedy(), getCause(), true);
    }

    /** The same without secrets: an engine repeats what it does not like. Its cause is left out if that may hold one, too. */
    public EngineException masked(UnaryOperator<String> masking) {
        String problem = String.valueOf(getMessage());
        String shown = masking.apply(problem);
        return shown.equals(problem) ? this : new EngineException(kind, shown, masking.apply(remedy()), null, named);
    }

    /** Whether a setting names the engine, as a host, a variable or a Docker context; else any would do. */
    public boolean isOfNamedEngine() {
        return named;
    }

    /** Whether the request may have been carried out all the same. */
    public boolean leavesOutcomeUnknown() {
        return kind == Kind.UNREACHABLE || kind == Kind.TIMED_OUT || kind == Kind.INTERRUPTED;
    }
}
