package io.homelabhub.variables;

import java.util.List;
import java.util.Optional;

/**
 * How a variable is that Compose files ask for. Holds no value.
 *
 * @param name the variable
 * @param state whether it has a value
 * @param origin who says the value; empty if nobody does
 * @param secret whether its value is a secret
 * @param uses where it is asked for
 */
public record VariableState(
        String name, State state, Optional<VariableOrigin> origin, boolean secret, List<VariableUse> uses) {
    /** Whether there is a value. */
    public enum State {
        /** Somebody says one that is not empty. */
        SET,
        /** Not set or empty, and there is something else to use. */
        DEFAULT,
        /** Not set or empty, and required. */
        MISSING
    }

    public VariableState {
        uses = List.copyOf(uses);
    }
}
