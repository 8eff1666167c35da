package io.homelabhub.generation;

import io.homelabhub.failure.HomelabException;

/** Configuration was not generated, and nothing was changed. */
public final class GenerationRefusedException extends HomelabException {
    private static final long serialVersionUID = 1L;

    GenerationRefusedException(String problem, String remedy) {
        super(problem, remedy, null);
    }
}
