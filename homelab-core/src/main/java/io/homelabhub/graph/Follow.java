package io.homelabhub.graph;

/** Which edges a walk through the graph takes. */
public enum Follow {
    /** Only those that the dependant cannot do without. */
    REQUIRED,
    /** All of them. */
    REQUIRED_AND_OPTIONAL;

    boolean takes(Dependency dependency) {
        return this == REQUIRED_AND_OPTIONAL || dependency.required();
    }
}
