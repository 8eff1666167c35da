package io.homelabhub.deployment;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to undeploy, and how.
 *
 * @param names services, groups, patterns of the catalog, or {@code all}; at least one
 * @param withDependents whether what needs the services goes too; otherwise they are refused while it runs
 * @param pruneDependencies whether what the services needed goes too, if nothing else needs it
 * @param volumes the engine's names of volumes that go, and the data in them
 * @param removeOrphans whether containers of services that nothing describes any more go too
 * @param within the longest time for the whole; empty for no limit
 * @param lockWait how long to wait for another deploy of the project to end; zero to refuse at once
 */
public record RemovalRequest(
        List<String> names,
        boolean withDependents,
        boolean pruneDependencies,
        Set<String> volumes,
        boolean removeOrphans,
        Optional<Duration> within,
        Duration lockWait) {
    /** Among the volumes: every one of the project. */
    public static final String ALL_VOLUMES = "all";

    public RemovalRequest {
        names = List.copyOf(names);
        volumes = Set.copyOf(volumes);
        Limits.check(within, lockWait);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("nothing to undeploy; give at least one service or group, or \"all\"");
        }
    }

    /** Only what is named; no volume. */
    public static RemovalRequest of(Collection<String> names) {
        return new RemovalRequest(List.copyOf(names), false, false, Set.of(), false, Optional.empty(), Duration.ZERO);
    }

    public RemovalRequest withDependents(boolean withDependents) {
        return new RemovalRequest(names, withDependents, pruneDependencies, volumes, removeOrphans, within, lockWait);
    }

    public RemovalRequest withPruneDependencies(boolean pruneDependencies) {
        return new RemovalRequest(names, withDependents, pruneDependencies, volumes, removeOrphans, within, lockWait);
    }

    public RemovalRequest withVolumes(Set<String> volumes) {
        return new RemovalRequest(names, withDependents, pruneDependencies, volumes, removeOrphans, within, lockWait);
    }

    public RemovalRequest withRemoveOrphans(boolean removeOrphans) {
        return new RemovalRequest(names, withDependents, pruneDependencies, volumes, removeOrphans, within, lockWait);
    }

    public RemovalRequest withWithin(Duration within) {
        return new RemovalRequest(
                names, withDependents, pruneDependencies, volumes, removeOrphans, Optional.of(within), lockWait);
    }

    public RemovalRequest withLockWait(Duration lockWait) {
        return new RemovalRequest(names, withDependents, pruneDependencies, volumes, removeOrphans, within, lockWait);
    }

    /** {@code undeploy NAMES}. */
    String operation() {
        return "undeploy " + String.join(" ", names);
    }
}
