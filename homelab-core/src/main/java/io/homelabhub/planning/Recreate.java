package io.homelabhub.planning;

/** When containers that are there are made anew. */
public enum Recreate {
    /** If they differ from their files, or their image is another one by now. */
    CHANGED,
    /** In any case. */
    ALWAYS,
    /**
     * Not for what the files or the image say; those that are down are started as they are. A container that has lost what it
     * cannot do without, as a network that is made anew, is still replaced.
     */
    NEVER
}
