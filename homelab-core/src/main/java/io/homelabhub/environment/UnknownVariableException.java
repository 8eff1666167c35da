package io.homelabhub.environment;

import io.homelabhub.failure.HomelabException;
import java.util.Optional;

/** Somebody asked for a variable, or for the variables of a service, and there is neither of that name. */
public final class UnknownVariableException extends HomelabException {
    private static final long serialVersionUID = 1L;

    /** @param near a variable whose name is nearly the same */
    UnknownVariableException(String name, Optional<String> near) {
        super(
                "no variable, service or group `" + name + "`."
                        + near.map(other -> " Did you mean `" + other + "`?").orElse(""),
                "`homelab env explain` shows every variable, `homelab services list` every service.",
                null);
    }
}
