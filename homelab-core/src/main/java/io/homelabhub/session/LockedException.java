package io.homelabhub.session;

import io.homelabhub.engine.LockHolder;
import io.homelabhub.failure.HomelabException;
import java.time.Instant;

/** Somebody else is deploying the project, so nothing was started. */
public final class LockedException extends HomelabException {
    private static final long serialVersionUID = 1L;

    private final transient LockHolder holder;

    LockedException(String project, String operation, LockHolder holder, Instant now) {
        super(
                operation + " did not start: project " + project + " is locked by " + holder.text(now),
                "Wait until it has finished (--lock-wait 5m does so), or run `homelab lock release` if that run is gone.",
                null);
        this.holder = holder;
    }

    /** Who holds the lock. Lost when the exception is serialised. */
    public LockHolder holder() {
        return holder;
    }
}
