package io.homelabhub.bundle;

import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.catalog.StartupOrderRule;
import io.homelabhub.graph.Dependency;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Reason;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;

/** Brings a catalog and the services of its bundles together. */
final class BundleJoin {
    private final ServiceCatalog catalog;
    private final Map<String, BundledService> bundled = new LinkedHashMap<>();
    private final Map<String, String> catalogNames = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    BundleJoin(ServiceCatalog catalog, List<BundledService> bundled) {
        this.catalog = catalog;
        bundled.forEach(service -> this.bundled.put(service.name(), service));
    }

    /** @param envFile the absolute path of an environment file that the catalog names */
    JoinedCatalog join(Function<String, Path> envFile) {
        Map<String, BundledService> matches = new ServiceMatching(catalog, bundled, problems).matches();
        matches.forEach((name, service) -> {
            catalogNames.putIfAbsent(service.name(), name);
            if (catalog.isWritten()) {
                new AgreementCheck(catalog, catalog.service(name), service, problems).check(envFile);
            }
        });
        DependencyGraph graph = graph();
        graph.cycles().stream().filter(cycle -> isOfBoth(cycle, graph)).forEach(cycle -> cycle(cycle, graph));
        graph.edges().stream()
                .filter(edge -> edge.reasons().stream().noneMatch(BundleJoin::isFromCatalog))
                .forEach(edge -> StartupOrderRule.check(catalog, edge).ifPresent(problems::add));
        Map<String, String> composeNames = new LinkedHashMap<>();
        matches.forEach((name, service) -> composeNames.put(name, service.name()));
        return new JoinedCatalog(composeNames, graph, problems.stream().sorted().toList());
    }

    private DependencyGraph graph() {
        DependencyGraph.Builder graph = DependencyGraph.builder().addAll(catalog.graph());
        for (BundledService service : bundled.values()) {
            String name = nameOf(service.name());
            graph.vertex(name);
            service.dependencies()
                    .forEach((needed, reasons) -> reasons.forEach(reason -> graph.edge(name, nameOf(needed), reason)));
        }
        return graph.build();
    }

    /** Whether neither the catalog nor the Compose files alone make the cycle; they are told by those who read them. */
    private static boolean isOfBoth(List<String> cycle, DependencyGraph graph) {
        boolean catalogAlone = true;
        boolean composeAlone = true;
        for (int i = 0; i + 1 < cycle.size(); i++) {
            SortedSet<Reason> reasons =
                    graph.edge(cycle.get(i), cycle.get(i + 1)).orElseThrow().reasons();
            catalogAlone &= reasons.stream().anyMatch(BundleJoin::isFromCatalog);
            composeAlone &= !reasons.stream().allMatch(BundleJoin::isFromCatalog);
        }
        return !catalogAlone && !composeAlone;
    }

    private void cycle(List<String> cycle, DependencyGraph graph) {
        Dependency first = graph.edge(cycle.get(0), cycle.get(1)).orElseThrow();
        String path = "services." + first.from();
        SourceLocation location = first.reasons().stream().anyMatch(BundleJoin::isFromCatalog)
                ? catalog.locationOf(path + ".dependencies")
                : locationOf(first.from());
        problems.add(
                Problem.error(location, path, "services depend on each other in a cycle: " + String.join(" -> ", cycle))
                        .withSuggestion("remove one of these dependencies from the catalog or from a Compose file")
                        .about("cycle"));
    }

    private SourceLocation locationOf(String name) {
        return bundled.values().stream()
                .filter(service -> nameOf(service.name()).equals(name))
                .map(BundledService::location)
                .findFirst()
                .orElseGet(() -> catalog.locationOf("services." + name));
    }

    private String nameOf(String composeService) {
        return catalogNames.getOrDefault(composeService, composeService);
    }

    private static boolean isFromCatalog(Reason reason) {
        return reason.source() == Reason.Source.CATALOG || reason.source() == Reason.Source.CATALOG_OPTIONAL;
    }
}
