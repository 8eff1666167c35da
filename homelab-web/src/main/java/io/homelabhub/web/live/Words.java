package io.homelabhub.web.live;

import io.homelabhub.failure.HomelabException;

/** What is said of a failure. Of one that is a defect nothing is told but that it happened: its message could hold anything. */
public final class Words {
    private Words() {}

    /** For people. */
    public static String of(Throwable failure) {
        return failure instanceof HomelabException
                ? String.valueOf(failure.getMessage())
                : "this is a defect of Homelab: " + failure.getClass().getSimpleName();
    }
}
