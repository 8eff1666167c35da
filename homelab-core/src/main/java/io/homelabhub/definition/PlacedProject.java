package io.homelabhub.definition;

import io.homelabhub.bundle.JoinedCatalog;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.host.RunPlace;
import io.homelabhub.placement.PlacementPlan;
import io.homelabhub.placement.PlacementPlanner;
import java.util.Optional;
import java.util.function.Function;

/**
 * The Compose model as it is for the host that a run goes to: containers know the services of other hosts by their names.
 *
 * @param compose the model
 * @param joined with the catalog
 * @param run where the run goes
 * @param plan where services run
 */
record PlacedProject(ComposeProject compose, JoinedCatalog joined, RunPlace run, PlacementPlan plan) {
    /**
     * The model for a host.
     *
     * @param compose as the files have it
     * @param joining joins a model with the catalog
     * @param again reads the files once more, with a text laid over them; empty if they cannot be read so
     */
    static PlacedProject of(
            ServiceCatalog catalog,
            ComposeProject compose,
            Function<ComposeProject, JoinedCatalog> joining,
            RunPlace run,
            Function<String, Optional<ComposeProject>> again) {
        JoinedCatalog joined = joining.apply(compose);
        Function<String, Optional<ComposeService>> services = service -> Optional.ofNullable(
                compose.services().get(joined.composeServices().getOrDefault(service, service)));
        PlacementPlan plan = new PlacementPlanner(catalog, joined.graph(), services, run).plan();
        return new RemoteAddresses(services)
                .text(plan.needs())
                .flatMap(again)
                .map(led -> new PlacedProject(led, joining.apply(led), run, plan))
                .orElseGet(() -> new PlacedProject(compose, joined, run, plan));
    }
}
