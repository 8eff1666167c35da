package io.homelabhub.operation;

import io.homelabhub.failure.HomelabException;

/** A service has no container, or none that runs, where one is needed. */
public final class NoContainerException extends HomelabException {
    private static final long serialVersionUID = 1L;

    NoContainerException(String problem, String remedy) {
        super(problem, remedy, null);
    }
}
