package io.homelabhub.event;

/**
 * Told what happens while a plan is applied.
 *
 * <p>All events of one run come from one thread, one after the other, so a listener needs no lock; of a run over several hosts each
 * has its own thread ({@link #ofHost}). A slow listener slows
 * the run; one that throws, an {@link Error} included, is named in a warning to SLF4J and left out from then on, and the
 * run goes on as if nothing had happened.
 */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = event -> {};

    void on(HomelabEvent event);

    /**
     * Who is told of the part of a run over several hosts that goes to one of them; this one if nobody says otherwise. Events of several
     * hosts come from several threads, still one after the other.
     *
     * @param host its name
     */
    default ProgressListener ofHost(String host) {
        return this;
    }
}
