package io.homelabhub.placement;

import io.homelabhub.catalog.Placement;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.graph.Dependency;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.host.Host;
import io.homelabhub.host.RunPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Says where services run: on the host that the catalog names for them; else, what is {@code local_only}, on this machine; else where
 * the run goes. The same files and the same run give the same plan.
 */
public final class PlacementPlanner {
    private final ServiceCatalog catalog;
    private final DependencyGraph graph;
    private final Function<String, Optional<ComposeService>> compose;
    private final RunPlace run;

    /**
     * @param graph the services by their catalog names
     * @param compose the Compose service of one
     * @param run where the run goes
     */
    public PlacementPlanner(
            ServiceCatalog catalog,
            DependencyGraph graph,
            Function<String, Optional<ComposeService>> compose,
            RunPlace run) {
        this.catalog = catalog;
        this.graph = graph;
        this.compose = compose;
        this.run = run;
    }

    /** The plan. */
    public PlacementPlan plan() {
        if (run.hosts().isEmpty() && !run.isElsewhere()) {
            return PlacementPlan.ANYWHERE;
        }
        Map<String, Site> elsewhere = new TreeMap<>();
        for (String service : new TreeSet<>(graph.vertices())) {
            site(service).ifPresent(site -> elsewhere.put(service, site));
        }
        List<RemoteNeed> needs = new ArrayList<>();
        graph.edges().stream()
                .filter(Dependency::required)
                .filter(edge -> !elsewhere.containsKey(edge.from()) && elsewhere.containsKey(edge.to()))
                .sorted(Comparator.comparing(Dependency::from).thenComparing(Dependency::to))
                .forEach(edge -> needs.add(need(edge, Objects.requireNonNull(elsewhere.get(edge.to())))));
        return new PlacementPlan(elsewhere, needs);
    }

    private Optional<Site> site(String service) {
        Optional<Host> named = catalog.hostOf(service).flatMap(run.hosts()::find);
        if (named.isPresent()) {
            return named.filter(host -> !isHere(host))
                    .map(host ->
                            new Site(named, Site.Reason.NAMED, catalog.locationOf("services." + service + ".host")));
        }
        boolean stays = Optional.ofNullable(catalog.services().get(service))
                .filter(known -> known.placement() == Placement.LOCAL_ONLY)
                .isPresent();
        if (stays && run.isElsewhere()) {
            return Optional.of(site(service, Site.Reason.LOCAL_ONLY, "placement"));
        }
        return run.across() && !run.isHome()
                ? Optional.of(site(service, Site.Reason.UNPLACED, "host"))
                : Optional.empty();
    }

    /** This machine. */
    private Site site(String service, Site.Reason reason, String key) {
        return new Site(run.hosts().local(), reason, catalog.locationOf("services." + service + "." + key));
    }

    /**
     * Whether the run goes to {@code host}. Without a word of where it goes, it goes to this machine, and of several engines there to the one
     * that is named first.
     */
    private boolean isHere(Host host) {
        return run.asked()
                .map(asked -> host.name().equals(asked)
                        || host.endpoint()
                                .equals(run.hosts()
                                        .find(asked)
                                        .map(Host::endpoint)
                                        .orElse(asked)))
                .orElseGet(() -> run.hosts().local().filter(host::equals).isPresent());
    }

    private RemoteNeed need(Dependency edge, Site site) {
        Reachability reach = new Reachability(
                edge,
                site,
                Optional.ofNullable(catalog.services().get(edge.to())),
                compose.apply(edge.to()),
                run.spoken());
        List<Obstacle> obstacles = reach.obstacles();
        return new RemoteNeed(
                edge.from(),
                edge.to(),
                site,
                obstacles.isEmpty() ? site.host().flatMap(Host::address) : Optional.empty(),
                reach.ports(),
                obstacles);
    }
}
