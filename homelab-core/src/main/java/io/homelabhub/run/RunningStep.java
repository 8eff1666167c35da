package io.homelabhub.run;

/** A step under way, as the coordinator sees it. Each ends by telling the run once, also after these. */
interface RunningStep {
    /** The run is cancelled: ends soon if that leaves nothing half-made, else as it would have. */
    void cancel();

    /** Ends as soon as it can, whatever it leaves. */
    void interrupt(String reason);
}
