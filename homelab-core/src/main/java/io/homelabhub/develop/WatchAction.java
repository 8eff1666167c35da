package io.homelabhub.develop;

import java.util.Arrays;

/** What a change of a watched file comes to; source: {@code action} in the Compose Develop Specification. */
public enum WatchAction {
    /** The image is built anew, and the containers with it. */
    REBUILD("rebuild", false, false),
    /** The file is copied into the containers. */
    SYNC("sync", true, false),
    /** The containers are restarted. */
    RESTART("restart", false, true),
    /** The file is copied, then the containers are restarted. */
    SYNC_AND_RESTART("sync+restart", true, true),
    /** The file is copied, then a command is run in the containers. */
    SYNC_AND_EXEC("sync+exec", true, false);

    private final String key;
    private final boolean syncs;
    private final boolean restarts;

    WatchAction(String key, boolean syncs, boolean restarts) {
        this.key = key;
        this.syncs = syncs;
        this.restarts = restarts;
    }

    static WatchAction of(String key) {
        return Arrays.stream(values())
                .filter(action -> action.key.equals(key))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("action is \"" + key + "\", which the files do not allow"));
    }

    /** Whether files are copied. */
    public boolean syncs() {
        return syncs;
    }

    /** Whether containers are restarted. */
    public boolean restarts() {
        return restarts;
    }

    /** As the Compose file has it. */
    @Override
    public String toString() {
        return key;
    }
}
