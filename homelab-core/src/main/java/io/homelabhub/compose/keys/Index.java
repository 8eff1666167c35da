package io.homelabhub.compose.keys;

/** What makes two entries of a list the same, so that the later one takes the place of the earlier. */
public enum Index {
    NONE,
    /** What stands before the equals sign. */
    KEY,
    /** The target of a volume. */
    VOLUME,
    /** The target of a device. */
    DEVICE,
    /** The target of a config. */
    CONFIG,
    /** The target of a secret. */
    SECRET,
    /** Host address, published and target port, protocol. */
    PORT,
    /** The port. */
    EXPOSE,
    /** The path of an env file. */
    ENV_FILE
}
