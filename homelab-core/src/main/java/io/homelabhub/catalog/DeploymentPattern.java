package io.homelabhub.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A deployment that the owner recommends, and what it costs.
 *
 * @param name unique among patterns
 * @param title its name for people; {@code name} unless the catalog has another
 * @param description one line for people; empty if the catalog has none
 * @param useCase when to choose it
 * @param services services, groups or {@code all}, as listed under {@code services}
 * @param groups groups or {@code all}, as listed under {@code groups}
 * @param memory about how much it takes, in the owner's words: {@code ~1.5GB}
 * @param cpu class of load, in the owner's words: {@code Low}
 */
public record DeploymentPattern(
        String name,
        String title,
        String description,
        Optional<String> useCase,
        List<String> services,
        List<String> groups,
        Optional<String> memory,
        Optional<String> cpu) {
    public DeploymentPattern {
        services = List.copyOf(services);
        groups = List.copyOf(groups);
    }
}
