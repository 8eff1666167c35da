package io.homelabhub.rotation;

import io.homelabhub.failure.HomelabException;
import org.jspecify.annotations.Nullable;

/** A secret was not rotated. No message holds a secret. */
public final class RotationException extends HomelabException {
    private static final long serialVersionUID = 1L;

    /** What it means for whoever asked. */
    public enum Kind {
        /** There is no such key. */
        UNKNOWN,
        /** It is not to be had like this; nothing was touched. */
        REFUSED,
        /** Somebody has ended it early; the old value is in force everywhere. */
        CANCELLED,
        /** It failed, and the old value is in force everywhere. */
        TAKEN_BACK,
        /** It failed, and the old value could not be put back everywhere; the message says where. */
        LEFT_HALF_WAY
    }

    private final Kind kind;

    RotationException(Kind kind, String problem, String remedy, @Nullable Throwable cause) {
        super(problem, remedy, cause);
        this.kind = kind;
    }

    RotationException(Kind kind, String problem, String remedy) {
        this(kind, problem, remedy, null);
    }

    /** What it means. */
    public Kind kind() {
        return kind;
    }
}
