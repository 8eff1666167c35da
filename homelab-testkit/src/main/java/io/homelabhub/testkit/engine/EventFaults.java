package io.homelabhub.testkit.engine;

/**
 * How the stream of events is spoilt, each as a share of the events, 0 to 1.
 *
 * @param dropped how many never come
 * @param duplicated how many come twice
 * @param delayed how many come later than those after them
 */
public record EventFaults(double dropped, double duplicated, double delayed) {
    /** Every event comes once and in order. */
    public static final EventFaults NONE = new EventFaults(0, 0, 0);

    public EventFaults {
        requireShare(dropped);
        requireShare(duplicated);
        requireShare(delayed);
    }

    private static void requireShare(double share) {
        if (share < 0 || share > 1) {
            throw new IllegalArgumentException("a share of " + share + "; give 0 to 1");
        }
    }
}
