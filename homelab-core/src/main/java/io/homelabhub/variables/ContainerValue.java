package io.homelabhub.variables;

import java.util.List;

/**
 * A variable in the environment of a service's containers.
 *
 * @param service by its name in the Compose files
 * @param value what the containers get
 * @param filledWith the variables that fill in what a Compose file says
 * @param overridden what else is said, and counts less; the strongest first
 */
public record ContainerValue(String service, ToldValue value, List<String> filledWith, List<ToldValue> overridden) {
    public ContainerValue {
        filledWith = List.copyOf(filledWith);
        overridden = List.copyOf(overridden);
    }
}
