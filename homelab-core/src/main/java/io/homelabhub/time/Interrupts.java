package io.homelabhub.time;

/** Keeps interrupts from what must come to its end. */
public final class Interrupts {
    private Interrupts() {}

    /**
     * Tidies up on a thread that may be interrupted: an interrupt that came before does not reach {@code tidying}, and the flag
     * is set again when it ends, however it ends.
     */
    public static void deferredDuring(Runnable tidying) {
        boolean interrupted = Thread.interrupted();
        try {
            tidying.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
