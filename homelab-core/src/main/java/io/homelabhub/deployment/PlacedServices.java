package io.homelabhub.deployment;

import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.catalog.ServiceGroup;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.graph.Condition;
import io.homelabhub.graph.Dependency;
import io.homelabhub.placement.Obstacle;
import io.homelabhub.placement.PlacementPlan;
import io.homelabhub.placement.RemoteNeed;
import io.homelabhub.placement.Site;
import io.homelabhub.planning.OtherHosts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The part of what was asked for that runs where the run goes. A service of another host is never deployed here a second time: what needs it
 * is led there, or refused with what is missing.
 */
final class PlacedServices {
    private final ProjectDefinition definition;
    private final PlacementPlan placement;
    private final Collection<String> asked;
    private final Collection<String> named;
    private final List<String> notices = new ArrayList<>();
    private final List<Obstacle> obstacles = new ArrayList<>();

    private PlacedServices(ProjectDefinition definition, Collection<String> asked, Collection<String> named) {
        this.definition = definition;
        this.placement = definition.placement();
        this.asked = asked;
        this.named = named;
    }

    /**
     * What remains of services, and what the owner should know of it.
     *
     * @param services by their catalog names, each after what it needs
     * @param others what is deployed on other hosts at the same time
     */
    record Result(List<String> services, List<String> notices, OtherHosts others) {}

    /**
     * Finds out what remains.
     *
     * @param services those of the request and what comes along, by their catalog names
     * @param asked those that were asked for, by whatever names
     * @param named the words of the request
     * @throws PlacementRefusedException with everything that is in the way
     */
    static Result of(
            ProjectDefinition definition, List<String> services, Collection<String> asked, Collection<String> named) {
        if (definition.placement().isAnywhere()) {
            return new Result(services, List.of(), OtherHosts.NONE);
        }
        PlacedServices placed = new PlacedServices(definition, asked, named);
        return definition.place().across() ? placed.beside(services) : placed.among(services);
    }

    /** All that runs here, where the rest is deployed at the same time. */
    private Result beside(List<String> services) {
        List<String> here = services.stream().filter(placement::isHere).toList();
        needs(Set.copyOf(here), "");
        if (!obstacles.isEmpty()) {
            throw new PlacementRefusedException(obstacles);
        }
        Map<String, String> runsOn = new TreeMap<>();
        Map<String, Set<Condition>> awaited = new TreeMap<>();
        for (String service : services) {
            placement.elsewhere(service).ifPresent(site -> runsOn.put(definition.composeName(service), site.spoken()));
        }
        for (Dependency edge : definition.graph().edges()) {
            boolean fromElsewhere = services.contains(edge.from()) && !here.contains(edge.from());
            if (edge.required() && fromElsewhere && here.contains(edge.to())) {
                awaited.computeIfAbsent(definition.composeName(edge.to()), any -> EnumSet.noneOf(Condition.class))
                        .addAll(edge.conditions());
            }
        }
        return new Result(here, notices, new OtherHosts(runsOn, awaited, Set.of()));
    }

    private Result among(List<String> services) {
        services.stream().filter(asked::contains).forEach(this::refuseElsewhere);
        Set<String> kept = reachable(services);
        if (obstacles.isEmpty() && asked.stream().noneMatch(kept::contains)) {
            obstacles.add(new Obstacle("nothing of that runs on " + place(), "name the host that it runs on"));
        }
        needs(kept, "; this run does not deploy it");
        if (!obstacles.isEmpty()) {
            throw new PlacementRefusedException(obstacles);
        }
        leftOut(services, kept);
        return new Result(services.stream().filter(kept::contains).toList(), notices, OtherHosts.NONE);
    }

    private void refuseElsewhere(String service) {
        placement.elsewhere(service).ifPresent(site -> {
            if (site.reason() == Site.Reason.LOCAL_ONLY) {
                obstacles.add(new Obstacle(
                        service + " may only run on this machine (local_only at " + site.location() + "), not on "
                                + place(),
                        "leave out --host, or write `placement: local_or_remote`"));
            } else if (named.contains(service)) {
                obstacles.add(new Obstacle(
                        service + " runs on " + site.spoken() + " (" + site.location() + "), not on " + place(),
                        "add --host=" + site.spoken()));
            }
        });
    }

    private String place() {
        return definition.place().spoken();
    }

    /** What runs here of what was asked for, of the groups that are always deployed, and of what these need without a way round. */
    private Set<String> reachable(List<String> services) {
        Set<String> all = new TreeSet<>(services);
        Deque<String> next = new ArrayDeque<>();
        services.stream().filter(service -> isRoot(service, all)).forEach(next::add);
        Set<String> kept = new TreeSet<>();
        while (!next.isEmpty()) {
            String service = next.remove();
            if (all.contains(service) && placement.isHere(service) && kept.add(service)) {
                definition.graph().dependencies(service).stream()
                        .filter(Dependency::required)
                        .map(Dependency::to)
                        .forEach(next::add);
            }
        }
        return kept;
    }

    private boolean isRoot(String service, Set<String> all) {
        ServiceCatalog catalog = definition.catalog();
        boolean always = catalog.groups().values().stream()
                .filter(ServiceGroup::always)
                .anyMatch(group -> group.services().contains(service));
        boolean neededByNone = definition.graph().dependants(service).stream()
                .noneMatch(edge -> edge.required() && all.contains(edge.from()));
        return asked.contains(service) || always || neededByNone;
    }

    /** @param but what is to be said in addition of each that is reached */
    private void needs(Set<String> kept, String but) {
        for (RemoteNeed need : placement.needs()) {
            if (kept.contains(need.dependant())) {
                obstacles.addAll(need.obstacles());
                need.address()
                        .ifPresent(address -> notices.add(need.dependant() + " reaches " + need.needed() + " on "
                                + need.site().spoken() + " at " + address + " (port "
                                + need.ports().stream().map(String::valueOf).collect(Collectors.joining(", "))
                                + ")" + but));
            }
        }
    }

    private void leftOut(List<String> services, Set<String> kept) {
        Set<String> told = placement.needs().stream()
                .filter(need -> kept.contains(need.dependant()))
                .map(RemoteNeed::needed)
                .collect(Collectors.toSet());
        Map<String, List<String>> bySite = new TreeMap<>();
        services.stream().filter(service -> !told.contains(service)).forEach(service -> placement
                .elsewhere(service)
                .ifPresent(site -> bySite.computeIfAbsent(site.spoken(), any -> new ArrayList<>())
                        .add(service)));
        bySite.forEach((site, left) -> notices.add(String.join(", ", left)
                + (left.size() == 1 ? " runs on " : " run on ") + site + ", so this run to " + place()
                + (left.size() == 1 ? " leaves it out" : " leaves them out")));
    }
}
