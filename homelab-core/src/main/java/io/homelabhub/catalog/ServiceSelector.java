package io.homelabhub.catalog;

import io.homelabhub.catalog.CatalogSelection.LeftOut;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Follow;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Tells which services names mean. A name is {@code all}, else a service, else a group, else a deployment
 * pattern.
 * Immutable.
 */
public final class ServiceSelector {
    /** The name that means every service. */
    public static final String ALL = "all";

    private final ServiceCatalog catalog;
    private final DependencyGraph graph;
    private final Set<String> jobs;

    /**
     * @param catalog what names mean
     * @param graph what the services need; holds every service of the catalog and no cycle
     */
    public ServiceSelector(ServiceCatalog catalog, DependencyGraph graph) {
        this(catalog, graph, Set.of());
    }

    /** @param jobs the names of jobs, which are no services: whoever means one is told so */
    public ServiceSelector(ServiceCatalog catalog, DependencyGraph graph, Set<String> jobs) {
        this.catalog = catalog;
        this.graph = graph;
        this.jobs = Set.copyOf(jobs);
    }

    /**
     * What a deployment of {@code names} is about: the services that they mean, the groups that are always deployed, and
     * everything that those need. Disabled services are left out of groups, patterns and {@code all}.
     *
     * @throws UnknownServiceException naming every name that means nothing
     */
    public CatalogSelection deployment(Collection<String> names) {
        requireKnown(names);
        SortedSet<String> asked = new TreeSet<>();
        Set<LeftOut> leftOut = new LinkedHashSet<>();
        names.forEach(name -> take(name, asked, leftOut));
        SortedSet<String> roots = new TreeSet<>(asked);
        catalog.groups().values().stream()
                .filter(ServiceGroup::always)
                .forEach(group -> take(group.name(), group.services(), roots, leftOut));
        Set<String> needed = graph.closure(roots, Follow.REQUIRED);
        leftOut.removeIf(service -> needed.contains(service.service()));
        return new CatalogSelection(
                ordered(needed),
                Collections.unmodifiableSortedSet(asked),
                List.copyOf(leftOut),
                disabledAmong(needed, asked));
    }

    /**
     * Exactly the services that {@code names} mean, disabled ones too, dependencies first: what to stop or look at.
     *
     * @throws UnknownServiceException naming every name that means nothing
     */
    public List<String> members(Collection<String> names) {
        requireKnown(names);
        Set<String> members = new TreeSet<>();
        names.forEach(name -> members.addAll(meaning(name)));
        return ordered(members);
    }

    /** Whether {@code name} means something. */
    public boolean knows(String name) {
        return known().contains(name);
    }

    /**
     * Requires that {@code name} is a service's.
     *
     * @throws UnknownServiceException if it is not, though it be a group's
     */
    public void requireService(String name) {
        if (!catalog.services().containsKey(name)) {
            throw unknown(List.of(name), catalog.services().keySet(), "service");
        }
    }

    private void requireKnown(Collection<String> names) {
        SortedSet<String> known = known();
        List<String> unknown =
                names.stream().filter(name -> !known.contains(name)).distinct().toList();
        if (!unknown.isEmpty()) {
            throw unknown(unknown, known, catalog.isWritten() ? "service or group" : "service or profile");
        }
    }

    private SortedSet<String> known() {
        SortedSet<String> known = new TreeSet<>(catalog.services().keySet());
        known.addAll(catalog.groups().keySet());
        known.addAll(catalog.patterns().keySet());
        known.add(ALL);
        return known;
    }

    private UnknownServiceException unknown(List<String> names, Set<String> known, String kinds) {
        return names.stream().anyMatch(jobs::contains)
                ? UnknownServiceException.ofJobs(names, known, kinds, jobs)
                : new UnknownServiceException(names, known, kinds);
    }

    private void take(String name, Set<String> taken, Set<LeftOut> leftOut) {
        if (!name.equals(ALL) && catalog.services().containsKey(name)) {
            taken.add(name);
        } else {
            take(name, meaning(name), taken, leftOut);
        }
    }

    private void take(String name, Collection<String> members, Set<String> taken, Set<LeftOut> leftOut) {
        for (String member : members) {
            if (isEnabled(member)) {
                taken.add(member);
            } else {
                leftOut.add(new LeftOut(member, name));
            }
        }
    }

    private Collection<String> meaning(String name) {
        boolean isPattern = !name.equals(ALL)
                && !catalog.services().containsKey(name)
                && !catalog.groups().containsKey(name);
        DeploymentPattern pattern = isPattern ? catalog.patterns().get(name) : null;
        if (pattern == null) {
            return serviceOrGroup(name);
        }
        return Stream.concat(pattern.services().stream(), pattern.groups().stream())
                .flatMap(part -> serviceOrGroup(part).stream())
                .distinct()
                .toList();
    }

    private Collection<String> serviceOrGroup(String name) {
        if (name.equals(ALL)) {
            return catalog.services().keySet();
        } else if (catalog.services().containsKey(name)) {
            return List.of(name);
        }
        ServiceGroup group = catalog.groups().get(name);
        return group == null ? List.of() : group.services();
    }

    private SortedSet<String> disabledAmong(Set<String> needed, Set<String> asked) {
        SortedSet<String> disabled = new TreeSet<>(needed);
        disabled.removeIf(service -> asked.contains(service) || isEnabled(service));
        return Collections.unmodifiableSortedSet(disabled);
    }

    private boolean isEnabled(String name) {
        ServiceDefinition service = catalog.services().get(name);
        return service == null || service.enabled();
    }

    private List<String> ordered(Collection<String> services) {
        return graph.restrictedTo(services).dependenciesFirst(catalog.startupOrder());
    }
}
