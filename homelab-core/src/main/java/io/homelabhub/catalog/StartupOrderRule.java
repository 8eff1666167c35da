package io.homelabhub.catalog;

import io.homelabhub.graph.Dependency;
import io.homelabhub.problem.Problem;
import java.util.Optional;
import java.util.OptionalInt;

/** The {@code startup_order} of a catalog must not contradict a dependency, whoever states it. */
public final class StartupOrderRule {
    private StartupOrderRule() {}

    /**
     * The contradiction between the orders of both ends and the edge, if there is one: an error where the dependant
     * cannot do without the dependency, else a warning.
     */
    public static Optional<Problem> check(ServiceCatalog catalog, Dependency edge) {
        OptionalInt own = order(catalog, edge.from());
        OptionalInt needed = order(catalog, edge.to());
        if (own.isEmpty() || needed.isEmpty() || own.getAsInt() >= needed.getAsInt()) {
            return Optional.empty();
        }
        String path = CatalogPath.service(edge.from(), ServiceFields.STARTUP_ORDER);
        String message = "%d comes before %d of %s, on which %s depends"
                .formatted(own.getAsInt(), needed.getAsInt(), edge.to(), edge.from());
        Problem problem = edge.required()
                ? Problem.error(catalog.locationOf(path), path, message)
                        .withSuggestion("give %s %d or more".formatted(edge.from(), needed.getAsInt()))
                : Problem.warning(
                                "startup-order",
                                catalog.locationOf(path),
                                path,
                                message + "; the dependency decides if both are deployed")
                        .withSuggestion("give %s %d or more".formatted(edge.from(), needed.getAsInt()));
        return Optional.of(problem);
    }

    private static OptionalInt order(ServiceCatalog catalog, String name) {
        ServiceDefinition service = catalog.services().get(name);
        return service == null ? OptionalInt.empty() : service.startupOrder();
    }
}
