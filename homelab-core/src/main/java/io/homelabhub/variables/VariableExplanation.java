package io.homelabhub.variables;

import java.util.List;
import java.util.Optional;

/**
 * Where a variable comes from and who sees it. Values are as they may be shown: that of a secret is in none of it.
 *
 * @param name the variable
 * @param secret whether its value is a secret
 * @param value what fills in the Compose files; empty if nobody says one, or no Compose file can see it
 * @param overridden what else is said for the Compose files, and counts less; the strongest first
 * @param uses where Compose files ask for it
 * @param services those whose description asks for it, by their names in the Compose files
 * @param bundles the Compose files that ask for it, as people know them
 * @param containers in whose environments it is
 * @param definition what the catalog says of it
 */
public record VariableExplanation(
        String name,
        boolean secret,
        Optional<ToldValue> value,
        List<ToldValue> overridden,
        List<VariableUse> uses,
        List<String> services,
        List<String> bundles,
        List<ContainerValue> containers,
        Optional<VariableDefinition> definition) {
    public VariableExplanation {
        overridden = List.copyOf(overridden);
        uses = List.copyOf(uses);
        services = List.copyOf(services);
        bundles = List.copyOf(bundles);
        containers = List.copyOf(containers);
    }
}
