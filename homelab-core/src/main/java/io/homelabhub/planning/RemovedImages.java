package io.homelabhub.planning;

/** Which images go with the containers that were made from them, as far as no other container uses them. */
public enum RemovedImages {
    /** None. */
    NONE,
    /** Those that were built here and have no name of their own: {@code PROJECT-SERVICE}. */
    LOCAL,
    /** All. */
    ALL
}
