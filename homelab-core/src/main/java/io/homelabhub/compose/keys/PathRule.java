package io.homelabhub.compose.keys;

/** How a relative path is made absolute. */
public enum PathRule {
    NONE,
    /** A directory, unless it is a URL or another service. */
    CONTEXT,
    /** On this machine. */
    LOCAL,
    /** On the machine of the engine, so Windows paths count as absolute. */
    HOST,
    /** On this machine, a symbolic link on the way followed. */
    FOLLOWED,
    /** The source of a volume of type bind. */
    VOLUME,
    /** The device of a local volume that is a bind mount. */
    VOLUME_OPTIONS
}
