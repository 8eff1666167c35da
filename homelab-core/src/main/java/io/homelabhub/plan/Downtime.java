package io.homelabhub.plan;

/** How long a service is expected not to answer. */
public enum Downtime {
    /** Not at all. */
    NONE,
    /** From the stop of the old container until the new one is ready. */
    RESTART,
    /** From now on. */
    PERMANENT
}
