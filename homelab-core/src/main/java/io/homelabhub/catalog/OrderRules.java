package io.homelabhub.catalog;

import io.homelabhub.graph.Dependency;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Follow;
import io.homelabhub.problem.Problem;
import java.util.List;

/** Dependencies must allow an order, and what else the catalog says of the order must not contradict them. */
final class OrderRules {
    private final ServiceCatalog catalog;
    private final Findings findings;
    private final DependencyGraph graph;

    OrderRules(ServiceCatalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
        this.graph = catalog.graph().restrictedTo(catalog.services().keySet());
    }

    void check() {
        graph.cycles().forEach(this::cycle);
        graph.edges().forEach(edge -> StartupOrderRule.check(catalog, edge).ifPresent(findings::add));
        catalog.services().values().forEach(this::requiredFor);
        catalog.services().values().forEach(this::bothKinds);
        graph.edges().forEach(this::disabled);
    }

    private void cycle(List<String> cycle) {
        String place = placeOf(graph.edge(cycle.get(0), cycle.get(1)).orElseThrow());
        findings.add(Problem.error(
                        findings.placeOf(place),
                        place,
                        "services depend on each other in a cycle: " + String.join(" -> ", cycle))
                .withSuggestion("remove one of these dependencies")
                .about("cycle"));
    }

    private void requiredFor(ServiceDefinition service) {
        for (int i = 0; i < service.requiredFor().size(); i++) {
            String dependant = service.requiredFor().get(i);
            if (catalog.services().containsKey(dependant) && !reaches(dependant, service.name())) {
                String path = CatalogPath.service(service.name(), ServiceFields.REQUIRED_FOR);
                findings.warning(
                        "required-for",
                        CatalogPath.item(path, i),
                        "%s does not depend on %s".formatted(dependant, service.name()),
                        "add %s to services.%s.dependencies, or remove it here".formatted(service.name(), dependant));
            }
        }
    }

    private boolean reaches(String dependant, String dependency) {
        return catalog.service(dependant).dependencies().contains(dependency)
                || graph.closure(List.of(dependant), Follow.REQUIRED).contains(dependency);
    }

    private void bothKinds(ServiceDefinition service) {
        for (String used : service.optionalDependencies()) {
            if (service.dependencies().contains(used)) {
                String path = CatalogPath.service(service.name(), ServiceFields.OPTIONAL_DEPENDENCIES);
                int index = service.optionalDependencies().indexOf(used);
                findings.error(CatalogPath.item(path, index), "\"%s\" is among dependencies already".formatted(used));
            }
        }
    }

    private void disabled(Dependency edge) {
        if (edge.required()
                && catalog.service(edge.from()).enabled()
                && !catalog.service(edge.to()).enabled()) {
            findings.warning(
                    "disabled-dependency",
                    placeOf(edge),
                    "%s is disabled, but is deployed whenever %s is".formatted(edge.to(), edge.from()),
                    "enable it, or move it to optional_dependencies");
        }
    }

    private String placeOf(Dependency edge) {
        ServiceDefinition service = catalog.service(edge.from());
        int index = service.dependencies().indexOf(edge.to());
        return index >= 0
                ? CatalogPath.item(CatalogPath.service(edge.from(), ServiceFields.DEPENDENCIES), index)
                : CatalogPath.item(
                        CatalogPath.service(edge.from(), ServiceFields.OPTIONAL_DEPENDENCIES),
                        service.optionalDependencies().indexOf(edge.to()));
    }
}
