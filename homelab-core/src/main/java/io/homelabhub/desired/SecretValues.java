package io.homelabhub.desired;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.secret.SensitiveNames;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects the secret values that a project's files and variables hold. */
public final class SecretValues {
    private final Set<String> values = new TreeSet<>();

    /** Takes the variables whose names speak of a secret. */
    public SecretValues variables(Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (SensitiveNames.isSensitive(name)) {
                values.add(value);
            }
        });
        return this;
    }

    /** Takes what the canonical services' environments hold under such names. */
    public SecretValues services(ApiObject services) {
        for (String name : services.members().keySet()) {
            ApiObject environment = services.object(name).object("environment");
            environment.members().forEach((key, value) -> {
                if (value != null && SensitiveNames.isSensitive(key)) {
                    values.add(String.valueOf(value));
                }
            });
        }
        return this;
    }

    /** Takes the variables that Compose secrets come from. */
    public SecretValues secrets(ApiObject secrets, Map<String, String> variables) {
        for (String name : secrets.members().keySet()) {
            secrets.object(name)
                    .string("environment")
                    .map(variable -> variables.getOrDefault(variable, ""))
                    .ifPresent(values::add);
        }
        return this;
    }

    /** A mask for all of them. */
    public SecretMask mask() {
        return SecretMask.of(values);
    }
}
