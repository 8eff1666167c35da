package io.homelabhub.engine;

/** What an action came to. */
public enum Effect {
    /** The host has changed. */
    DONE,
    /** The host was so already. */
    ALREADY_SO
}
