package io.homelabhub.planning;

/** When images are built, whatever the services' own {@code pull_policy} says. */
public enum Build {
    /** If the engine does not have them, or the service says so. */
    AS_NEEDED,
    /** Whenever their services are deployed. */
    ALWAYS,
    /** Never: they have to be there, or be pulled. */
    NEVER
}
