package io.homelabhub.compose.keys;

/** The canonical form of a value, as docker compose prints it. */
public enum Encoding {
    /** Not part of the canonical form. */
    OMITTED,
    TEXT,
    WHOLE,
    /** 0 or more; the others of this kind drop what is beyond 16 or 32 bits. */
    UNSIGNED,
    UNSIGNED_16,
    UNSIGNED_32,
    /** A float with the precision of 32 bits. */
    SINGLE,
    FLAG,
    /** Bytes, as a string of digits. */
    BYTES,
    DURATION,
    /** Words; a string is split as a shell does. */
    COMMAND,
    HEALTH_TEST,
    /** A list of strings. */
    TEXTS,
    /** A list of anything, as strings. */
    ANY_TEXTS,
    /** Map of strings; no value is an empty string. */
    PAIRS,
    /** Map of strings; no value stays no value. */
    ENVIRONMENT,
    LABELS,
    /** Map of strings from a map alone. */
    OPTIONS,
    /** Map of lists of strings. */
    MULTI_OPTIONS,
    TEXT_MAP,
    HOSTS,
    FILE_MODE,
    DEVICE_COUNT,
    ULIMIT,
    SSH_KEYS,
    ENV_FILE,
    OBJECT,
    LIST,
    MAP
}
