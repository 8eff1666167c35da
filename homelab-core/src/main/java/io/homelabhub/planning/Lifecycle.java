package io.homelabhub.planning;

import java.util.Locale;

/** What can be done with containers as they are. */
public enum Lifecycle {
    /** Those that are down are started, dependencies first. */
    START,
    /** Those that are up are stopped, dependants first. */
    STOP,
    /** Those that are up are stopped and started again; those that are down are started. */
    RESTART;

    boolean stops() {
        return this != START;
    }

    boolean starts() {
        return this != STOP;
    }

    /** As people type it: {@code restart}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
