package io.homelabhub.rotation;

import io.homelabhub.failure.HomelabException;

/** A step inside a container did not do what it should. */
final class StepFailure extends HomelabException {
    private static final long serialVersionUID = 1L;

    StepFailure(String problem) {
        super(problem, "", null);
    }
}
