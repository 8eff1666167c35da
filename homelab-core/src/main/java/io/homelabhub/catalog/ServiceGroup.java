package io.homelabhub.catalog;

import java.util.List;
import java.util.Optional;

/**
 * Services that are deployed under one name.
 *
 * @param name unique among groups
 * @param description one line for people; empty if the catalog has none
 * @param services its members: those it lists in the order of the list, then those that name it as their group
 * @param always whether every deployment deploys it first
 * @param host where its members run that name no host themselves; empty for any
 */
public record ServiceGroup(
        String name, String description, List<String> services, boolean always, Optional<String> host) {
    public ServiceGroup {
        services = List.copyOf(services);
    }
}
