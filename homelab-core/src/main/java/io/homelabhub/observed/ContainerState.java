package io.homelabhub.observed;

/** A container's state in the Engine API's words (State.Status of container inspect). */
public enum ContainerState {
    CREATED,
    /** Has a process. Beware: during a restart back-off the API says both running and restarting; that is RESTARTING here. */
    RUNNING,
    PAUSED,
    /** Ended, and the engine waits before it starts it again. */
    RESTARTING,
    REMOVING,
    EXITED,
    DEAD;

    /** Whether it has its namespaces, ports and addresses, or is about to have them again. */
    public boolean isUp() {
        return this == RUNNING || this == RESTARTING || this == PAUSED;
    }

    /** Whether a process is there now. */
    public boolean isRunning() {
        return this == RUNNING;
    }
}
