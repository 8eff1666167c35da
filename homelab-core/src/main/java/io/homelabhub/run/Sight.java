package io.homelabhub.run;

import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Engine;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.resource.ContainerReference;
import io.homelabhub.run.Readiness.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One look at a container, and at those whose namespaces it lives in. When such a one ends, the container goes on in an empty
 * namespace; started again, it has a new one, which the container does not get.
 *
 * @param container empty if it is not there
 * @param lost what the container has lost, as {@code the network of vpn, which was started after it}; empty for nothing
 */
record Sight(Optional<ContainerStatus> container, Optional<String> lost) {
    static Sight of(Engine engine, String id) {
        Optional<ContainerStatus> container = engine.status(id);
        Optional<String> lost = container
                .filter(guest -> guest.state() == ContainerState.RUNNING)
                .flatMap(guest -> guest.borrowed().stream()
                        .flatMap(reference -> lost(engine, guest, reference).stream())
                        .findFirst());
        return new Sight(container, lost);
    }

    private static Optional<String> lost(Engine engine, ContainerStatus guest, ContainerReference reference) {
        return engine.status(reference.container())
                .filter(lender -> lender.state() == ContainerState.RUNNING)
                .filter(lender -> lender.startedAt().isAfter(guest.startedAt()))
                .map(lender ->
                        "the " + reference.kind().text() + " of " + lender.name() + ", which was started after it");
    }

    /**
     * What comes of a container that is well by itself.
     *
     * @param networks the names of those that it has to be in while it runs
     */
    Verdict judged(Verdict well, Set<String> networks) {
        return container
                .filter(guest -> guest.state() == ContainerState.RUNNING)
                .flatMap(guest -> lost.map(what -> "has lost " + what)
                        .or(() -> missing(guest, networks))
                        .<Verdict>map(what -> new Verdict.Over("container " + guest.name() + " " + what, "")))
                .orElse(well);
    }

    private static Optional<String> missing(ContainerStatus seen, Set<String> networks) {
        List<String> missing = networks.stream()
                .filter(network -> !seen.networks().containsKey(network)
                        && !seen.networks().containsValue(network))
                .sorted()
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("is not in network " + String.join(" and ", missing) + " any more: somebody took it off");
    }
}
