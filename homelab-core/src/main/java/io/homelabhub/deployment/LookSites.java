package io.homelabhub.deployment;

import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.ProjectDefinition;
import java.util.List;
import java.util.Optional;

/** Where there may be something of what somebody wants to look at. Immutable; no engine was asked. */
public final class LookSites {
    private final ProjectDefinition definition;
    private final List<String> names;
    private final DeploySites placed;
    private final DeploySites sites;
    private final List<String> left;

    private LookSites(ProjectDefinition definition, List<String> names) {
        this.definition = definition;
        this.names = List.copyOf(names);
        this.left = names.stream()
                .filter(name -> !definition.selector().knows(name))
                .distinct()
                .toList();
        this.placed = DeploySites.ofAll(definition);
        this.sites = sites();
    }

    /**
     * Those of names.
     *
     * @param names services, groups or patterns, also services that have left the files; none for everything
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     */
    public static LookSites of(DefinitionSources sources, List<String> names) {
        return new LookSites(DefinitionLoader.load(sources.across(Optional.empty()), names), names);
    }

    private DeploySites sites() {
        if (names.isEmpty()) {
            return placed.withHome();
        }
        List<String> known = names.stream().filter(name -> !left.contains(name)).toList();
        DeploySites named = DeploySites.named(definition, known);
        return left.isEmpty()
                ? named
                : named.withHosts(placed.byHost().keySet()).withHome();
    }

    /** The hosts, each with the services that the files place there; none where only what the files do not say can be. */
    public DeploySites hosts() {
        return sites;
    }

    /** The names that mean nothing in the files: of services that have left them, or slips of the pen. */
    public List<String> left() {
        return left;
    }

    /** Whether nobody has asked for anything in particular. */
    public boolean isOfAll() {
        return names.isEmpty();
    }

    /** Whether the files place anything on a host, or keep the time of a job there. */
    public boolean isPlaced(String host) {
        return placed.byHost().containsKey(host);
    }

    /**
     * For a name that no host knows either.
     *
     * @throws io.homelabhub.catalog.UnknownServiceException naming every name that means nothing in the files
     */
    public void requireKnown() {
        definition.selector().members(names);
    }
}
