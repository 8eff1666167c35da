package io.homelabhub.planning;

import java.util.Locale;

/** What can be done with containers as they are. */
public enum Lifecycle {
    /** Those that are down are started, dependencies first. */
    START,
    /** Those that are up are stopped, dependants first. */
    STOP,
    /** Those that are up are stopped and started again; those that are down are started. */
    RESTART,
    /** The processes of those that run are frozen. */
    PAUSE,
    /** The processes of those that are paused go on. */
    UNPAUSE,
    /** Those that are up get a signal. */
    KILL;

    boolean stops() {
        return this == STOP || this == RESTART;
    }

    boolean starts() {
        return this == START || this == RESTART;
    }

    /** As people type it: {@code restart}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
