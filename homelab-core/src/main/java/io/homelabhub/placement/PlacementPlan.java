package io.homelabhub.placement;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where services run, as one run sees it. Immutable.
 *
 * @param elsewhere the services that do not run where the run goes, by their names in the catalog
 * @param needs what services that may run there need of them, by dependant, then by what it needs
 */
public record PlacementPlan(Map<String, Site> elsewhere, List<RemoteNeed> needs) {
    /** Where everything may run. */
    public static final PlacementPlan ANYWHERE = new PlacementPlan(Map.of(), List.of());

    public PlacementPlan {
        elsewhere = Collections.unmodifiableMap(new TreeMap<>(elsewhere));
        needs = List.copyOf(needs);
    }

    /** Whether everything may run where the run goes. */
    public boolean isAnywhere() {
        return elsewhere.isEmpty() && needs.isEmpty();
    }

    /** Where a service runs; empty if it may run where the run goes. */
    public Optional<Site> elsewhere(String service) {
        return Optional.ofNullable(elsewhere.get(service));
    }

    /** Whether a service may run where the run goes. */
    public boolean isHere(String service) {
        return !elsewhere.containsKey(service);
    }
}
