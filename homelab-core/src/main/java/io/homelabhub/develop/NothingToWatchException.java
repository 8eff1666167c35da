package io.homelabhub.develop;

import io.homelabhub.failure.HomelabException;
import java.util.List;

/** No service that was named says what to watch. */
public final class NothingToWatchException extends HomelabException {
    private static final long serialVersionUID = 1L;

    NothingToWatchException(List<String> services) {
        super(
                (services.isEmpty() ? "no service" : "none of " + String.join(", ", services))
                        + " says which files to watch",
                "Write what to watch under `develop: {watch: [{path: ./src, action: sync, target: /app}]}` of a service.",
                null);
    }
}
