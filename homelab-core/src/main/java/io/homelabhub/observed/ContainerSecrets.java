package io.homelabhub.observed;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.secret.ContainerTexts;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.secret.SecretPlace;
import java.util.List;
import java.util.Map;

/** Knows the secrets that containers were made with. Other values may stand in the files by now. */
public final class ContainerSecrets {
    private ContainerSecrets() {}

    /**
     * Hides those of the containers that were inspected.
     *
     * @param places where the files fill in secrets, by service: what stands there in a container of the service is one
     */
    public static SecretMask maskOf(ObservedState observed, Map<String, List<SecretPlace>> places) {
        return SecretMask.of(observed.containers().stream().flatMap(container -> container.inspection().stream()
                .map(inspection -> SecretMask.of(
                        texts(inspection.object("Config")),
                        places.getOrDefault(ProjectContainers.serviceOf(container), List.of())))));
    }

    private static ContainerTexts texts(ApiObject config) {
        List<String> labels = config.object("Labels").members().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .toList();
        return new ContainerTexts(
                config.strings("Env"),
                labels,
                config.strings("Cmd"),
                config.strings("Entrypoint"),
                config.object("Healthcheck").strings("Test"));
    }
}
