package io.homelabhub.time;

/** Work under way on a thread of its own. */
@FunctionalInterface
public interface Task {
    /** Interrupts its thread, as {@link Thread#interrupt()} does. Does nothing once the work has ended. */
    void interrupt();
}
