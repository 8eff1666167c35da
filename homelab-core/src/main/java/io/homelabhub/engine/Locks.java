package io.homelabhub.engine;

import java.util.Optional;

/** The locks of projects on an engine. */
public interface Locks {
    /**
     * Takes the project's lock on this host, if it is free. Atomic, also between machines.
     *
     * @return the present holder if it is taken (our own is told as well); empty if the lock is ours now
     */
    Optional<LockHolder> acquireLock(String project, LockHolder holder);

    /** Who holds the project's lock; empty if nobody does. */
    Optional<LockHolder> lockHolder(String project);

    /** Gives the lock back if {@code holder}'s id is the present holder's. Does nothing otherwise. */
    Effect releaseLock(String project, LockHolder holder);
}
