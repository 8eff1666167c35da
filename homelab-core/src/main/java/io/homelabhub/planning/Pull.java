package io.homelabhub.planning;

import io.homelabhub.desired.DesiredImage.Policy;

/** When images are pulled, whatever the services' own {@code pull_policy} says. */
public enum Pull {
    /** Whenever their services are deployed. */
    ALWAYS,
    /** If the engine does not have them. */
    MISSING,
    /** Never: they have to be there. */
    NEVER;

    Policy policy() {
        return switch (this) {
            case ALWAYS -> Policy.ALWAYS;
            case MISSING -> Policy.MISSING;
            case NEVER -> Policy.NEVER;
        };
    }
}
