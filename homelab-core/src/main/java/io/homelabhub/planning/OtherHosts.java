package io.homelabhub.planning;

import io.homelabhub.graph.Condition;
import io.homelabhub.plan.Await;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a deploy does on other hosts at the same time, as far as this one has to know of it. Services go by their names in the Compose files.
 *
 * @param runsOn the hosts of services that are deployed elsewhere
 * @param awaitedHere what services of this host have to reach for others that are deployed elsewhere
 * @param waiting those of them for which something elsewhere is about to wait, so that they are waited for though they stay as they are
 */
public record OtherHosts(Map<String, String> runsOn, Map<String, Set<Condition>> awaitedHere, Set<String> waiting) {
    /** Where a deploy goes to one host. */
    public static final OtherHosts NONE = new OtherHosts(Map.of(), Map.of(), Set.of());

    public OtherHosts {
        runsOn = Collections.unmodifiableMap(new TreeMap<>(runsOn));
        Map<String, Set<Condition>> copies = new HashMap<>();
        awaitedHere.forEach((service, conditions) -> copies.put(service, Set.copyOf(conditions)));
        awaitedHere = Collections.unmodifiableMap(new TreeMap<>(copies));
        waiting = Set.copyOf(waiting);
    }

    /** The same, where something elsewhere is about to wait for these. */
    public OtherHosts waitingFor(Set<String> services) {
        return new OtherHosts(runsOn, awaitedHere, services);
    }

    /** The host on which a service is deployed at the same time; empty if it is this one, or nobody deploys it. */
    Optional<String> hostOf(String service) {
        return Optional.ofNullable(runsOn.get(service));
    }

    /** What a service is waited for from elsewhere. */
    static Await.Condition awaited(Set<Condition> conditions) {
        if (conditions.contains(Condition.COMPLETED_SUCCESSFULLY)) {
            return Await.Condition.COMPLETED;
        } else if (conditions.contains(Condition.HEALTHY)) {
            return Await.Condition.HEALTHY;
        }
        return isOnlyStarted(conditions) ? Await.Condition.STARTED : Await.Condition.READY;
    }

    static boolean isOnlyStarted(Set<Condition> conditions) {
        return conditions.stream().allMatch(Condition.STARTED::equals);
    }
}
