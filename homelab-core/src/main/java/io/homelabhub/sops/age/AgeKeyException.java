package io.homelabhub.sops.age;

import io.homelabhub.failure.HomelabException;
import org.jspecify.annotations.Nullable;

/** A key of age cannot be used, or none was found. No message holds a private key. */
public final class AgeKeyException extends HomelabException {
    private static final long serialVersionUID = 1L;

    AgeKeyException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem, remedy, cause);
    }
}
