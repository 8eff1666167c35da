package io.homelabhub.compose.keys;

/** How a short form is written out. */
public enum LongForm {
    NONE,
    BUILD,
    DEPENDENCIES,
    DEVICE,
    ENV_FILES,
    EXTENDS,
    FILE_MOUNT,
    GPUS,
    KEY_VALUES,
    LIST,
    MAYBE_EXTERNAL,
    NAMES,
    PORTS,
    SCHEDULE,
    SSH,
    TEXT,
    ULIMIT,
    VOLUME
}
