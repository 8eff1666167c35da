package io.homelabhub.session;

import io.homelabhub.engine.LockHolder;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.failure.Remedy;
import java.time.Instant;
import java.util.List;

/** Somebody else is deploying the project, so nothing was started. */
public final class LockedException extends HomelabException {
    private static final long serialVersionUID = 1L;

    private final transient LockHolder holder;

    LockedException(String project, String operation, LockHolder holder, Instant now) {
        super(
                operation + " did not start: project " + project + " is locked by " + holder.text(now),
                List.of(Remedy.of(Remedy.Kind.WAIT_OR_RELEASE_LOCK, project)),
                null);
        this.holder = holder;
    }

    /** Who holds the lock. Lost when the exception is serialised. */
    public LockHolder holder() {
        return holder;
    }
}
