package io.homelabhub.catalog;

import java.util.Optional;

/**
 * What the owner says about one job of the Compose files.
 *
 * @param name its name there
 * @param description one line for people; empty if the catalog has none
 * @param group the group with which it is deployed; empty if only with everything
 * @param owner who is asked about it; for people
 * @param onFailure what the machine's shell runs when a run of it has failed; empty for nothing
 */
public record JobDefinition(
        String name, String description, Optional<String> group, Optional<String> owner, Optional<String> onFailure) {}
