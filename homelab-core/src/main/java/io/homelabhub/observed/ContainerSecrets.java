package io.homelabhub.observed;

import io.homelabhub.secret.SecretMask;

/** Knows the secrets that containers were made with. Other values may stand in the files by now. */
public final class ContainerSecrets {
    private ContainerSecrets() {}

    /** Hides those of the containers that were inspected. */
    public static SecretMask maskOf(ObservedState observed) {
        return SecretMask.ofEnvironment(observed.containers().stream()
                .flatMap(container -> container.inspection().stream())
                .flatMap(inspection -> inspection.object("Config").strings("Env").stream())
                .toList());
    }
}
