package io.homelabhub.planning;

import java.util.Locale;

/** What can be done with the images of services, whatever becomes of their containers. */
public enum ImageTask {
    /** Fetched from their registries, as far as these have others. */
    PULL,
    /** Built, as far as the services say how. */
    BUILD,
    /** Sent to their registries, as far as they are built here. */
    PUSH;

    /** As people type it: {@code pull}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
