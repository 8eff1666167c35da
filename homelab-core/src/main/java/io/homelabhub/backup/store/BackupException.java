package io.homelabhub.backup.store;

import io.homelabhub.failure.HomelabException;
import org.jspecify.annotations.Nullable;

/** A backup, a restore or a trial could not be done. No message holds a secret. */
public final class BackupException extends HomelabException {
    private static final long serialVersionUID = 1L;

    /** What it means for whoever asked. */
    public enum Kind {
        /** There is no such backup, database or volume. */
        UNKNOWN,
        /** What was to be read is damaged, cut or changed; nothing was touched. */
        DAMAGED,
        /** It is not to be had like this; nothing was touched. */
        REFUSED,
        /** Somebody has ended it early; everything is as before. */
        CANCELLED,
        /** Nothing came of it, and everything is as before. */
        FAILED,
        /** It failed, and not everything is as before; the message says what. */
        LEFT_HALF_WAY
    }

    private final Kind kind;

    /** @param remedy what to do next; empty if nothing is known */
    public BackupException(Kind kind, String problem, String remedy, @Nullable Throwable cause) {
        super(problem, remedy, cause);
        this.kind = kind;
    }

    public BackupException(Kind kind, String problem, String remedy) {
        this(kind, problem, remedy, null);
    }

    public Kind kind() {
        return kind;
    }

    /** The same, with everything below said to be as {@code kind} has it. */
    public BackupException as(Kind other, String more) {
        return new BackupException(other, getMessage() + more, remedy(), this);
    }
}
