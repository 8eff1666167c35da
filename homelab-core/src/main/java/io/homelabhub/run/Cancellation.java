package io.homelabhub.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Ends a run early. Thread-safe; both calls return at once and may come before the run, during it, after it, and again.
 */
public final class Cancellation {
    /** How urgent it is. */
    enum Level {
        NONE,
        GENTLY,
        NOW
    }

    private final List<Consumer<Level>> listeners = new ArrayList<>();
    private Level level = Level.NONE;

    /**
     * No further step begins. Waits, pulls and builds, which leave nothing half-made, are given up; other steps under way
     * end. Then the run is taken back as after a failure; a run that keeps what it did takes back what is half-made.
     */
    public void cancel() {
        raise(Level.GENTLY);
    }

    /** Every call under way is interrupted, nothing is taken back any more, and the run ends. The next run clears up. */
    public void cancelNow() {
        raise(Level.NOW);
    }

    /** Whether either has been called. */
    public boolean isRequested() {
        return level() != Level.NONE;
    }

    /** The next higher level: what an interrupt of the run's thread comes to. */
    void escalate() {
        raise(level() == Level.NONE ? Level.GENTLY : Level.NOW);
    }

    private synchronized Level level() {
        return level;
    }

    private void raise(Level wanted) {
        List<Consumer<Level>> told;
        synchronized (this) {
            if (level.compareTo(wanted) >= 0) {
                return;
            }
            level = wanted;
            told = List.copyOf(listeners);
        }
        told.forEach(listener -> listener.accept(wanted));
    }

    /** Tells {@code listener} of the present level, unless NONE, and of every higher one. */
    synchronized void listen(Consumer<Level> listener) {
        listeners.add(listener);
        if (level != Level.NONE) {
            listener.accept(level);
        }
    }

    synchronized void forget(Consumer<Level> listener) {
        listeners.remove(listener);
    }
}
