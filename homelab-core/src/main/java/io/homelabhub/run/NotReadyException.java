package io.homelabhub.run;

import io.homelabhub.failure.HomelabException;

/** A container did not become what others wait for: it ended, turned unhealthy, was refused, or took too long. */
public final class NotReadyException extends HomelabException {
    private static final long serialVersionUID = 1L;

    NotReadyException(String problem, String remedy) {
        super(problem, remedy, null);
    }
}
