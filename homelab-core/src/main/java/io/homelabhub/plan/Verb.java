package io.homelabhub.plan;

/**
 * What an {@link Action} does: the family that it belongs to, whatever it is done to. Who decides by families switches over all
 * of them, without a {@code default}: a new verb does not compile until each such place has an answer for it.
 */
public enum Verb {
    /** Fetches an image that a registry has. */
    PULL,
    /** Makes an image of a folder. */
    BUILD,
    /** Sends an image to a registry. */
    PUSH,
    /** Lets a reference stand for another image. */
    TAG,
    /** Makes what was not there; starts nothing. */
    CREATE,
    /** Lets a container run. */
    START,
    /** Ends a container, which stays. */
    STOP,
    /** Takes away for good. */
    REMOVE,
    /** Gives up one name and takes another. */
    RENAME,
    /** Changes settings in place. */
    UPDATE,
    /** Says something to a process; twice is not once. */
    SIGNAL,
    /** Freezes. */
    PAUSE,
    /** Lets what was frozen go on. */
    UNPAUSE,
    /** Runs somebody's own command to its end. */
    RUN,
    /** Joins a network. */
    CONNECT,
    /** Leaves a network. */
    DISCONNECT,
    /** Leaves a network and joins it again at once. */
    RECONNECT;

    /**
     * Whether it takes as long as it takes, minutes perhaps, and can be given up at any point. All else is a matter of moments, and
     * ends as it would have.
     */
    public boolean isOpenEnded() {
        return switch (this) {
            case PULL, BUILD, PUSH, RUN -> true;
            case TAG,
                    CREATE,
                    START,
                    STOP,
                    REMOVE,
                    RENAME,
                    UPDATE,
                    SIGNAL,
                    PAUSE,
                    UNPAUSE,
                    CONNECT,
                    DISCONNECT,
                    RECONNECT -> false;
        };
    }
}
