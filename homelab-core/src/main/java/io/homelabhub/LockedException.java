package io.homelabhub;

import io.homelabhub.engine.LockHolder;
import io.homelabhub.failure.HomelabException;

/** Somebody else deploys the project at present, so nothing was begun. */
public final class LockedException extends HomelabException {
    private static final long serialVersionUID = 1L;

    private final transient LockHolder holder;

    LockedException(String project, String operation, LockHolder holder) {
        super(
                operation + " was not begun: project " + project + " is locked by " + holder,
                "Wait until it has ended (--lock-wait does), or run `homelab lock release` if nobody is at work any more.",
                null);
        this.holder = holder;
    }

    /** Who holds the lock. Lost when the exception is serialised. */
    public LockHolder holder() {
        return holder;
    }
}
