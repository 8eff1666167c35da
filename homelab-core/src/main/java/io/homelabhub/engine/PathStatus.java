package io.homelabhub.engine;

import java.util.Optional;

/**
 * What is at a path of a container.
 *
 * @param name the last part of the path
 * @param kind what it is
 * @param size in bytes; of a file
 * @param linkTarget where a link leads to, from the container's root on
 */
public record PathStatus(String name, Kind kind, long size, Optional<String> linkTarget) {
    /** What can be at a path. */
    public enum Kind {
        FILE,
        FOLDER,
        LINK,
        /** A device, a socket or a pipe. */
        OTHER
    }

    /** Whether other things can be in it. */
    public boolean isFolder() {
        return kind == Kind.FOLDER;
    }
}
