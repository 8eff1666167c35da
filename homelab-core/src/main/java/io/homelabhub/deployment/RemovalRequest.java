package io.homelabhub.deployment;

import io.homelabhub.planning.RemovedImages;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What to undeploy, and how.
 *
 * @param names services, groups, patterns of the catalog, or {@code all}; at least one
 * @param onlyDown whether only containers that are down go, whoever needs their services
 * @param withDependents whether what needs the services goes too; otherwise they are refused while it runs
 * @param pruneDependencies whether what the services needed goes too, if nothing else needs it
 * @param volumes the engine's names of volumes that go, and the data in them
 * @param images which images go, as far as no other container uses them
 * @param removeOrphans whether containers of services that nothing describes any more go too
 * @param jobsHistory whether the containers go in which jobs ran, if the whole project does
 * @param stopTimeout how long containers get to end, in whole seconds, zero or more; empty for what each says itself
 * @param within the longest time for the whole; empty for no limit
 * @param lockWait how long to wait for another deploy of the project to end; zero to refuse at once
 */
public record RemovalRequest(
        List<String> names,
        boolean onlyDown,
        boolean withDependents,
        boolean pruneDependencies,
        Set<String> volumes,
        RemovedImages images,
        boolean removeOrphans,
        boolean jobsHistory,
        Optional<Duration> stopTimeout,
        Optional<Duration> within,
        Duration lockWait) {
    /** Among the volumes: every one of the project. */
    public static final String ALL_VOLUMES = "all";

    public RemovalRequest {
        names = List.copyOf(names);
        volumes = Set.copyOf(volumes);
        Limits.check(within, lockWait);
        Limits.checkStop(stopTimeout);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("nothing to undeploy; give at least one service or group, or \"all\"");
        }
    }

    /** Only what is named; no volume and no image. */
    public static RemovalRequest of(Collection<String> names) {
        return new RemovalRequest(
                List.copyOf(names),
                false,
                false,
                false,
                Set.of(),
                RemovedImages.NONE,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
    }

    public RemovalRequest withOnlyDown(boolean onlyDown) {
        return changed(draft -> draft.onlyDown = onlyDown);
    }

    public RemovalRequest withDependents(boolean withDependents) {
        return changed(draft -> draft.withDependents = withDependents);
    }

    public RemovalRequest withPruneDependencies(boolean pruneDependencies) {
        return changed(draft -> draft.pruneDependencies = pruneDependencies);
    }

    public RemovalRequest withVolumes(Set<String> volumes) {
        return changed(draft -> draft.volumes = volumes);
    }

    public RemovalRequest withImages(RemovedImages images) {
        return changed(draft -> draft.images = images);
    }

    public RemovalRequest withRemoveOrphans(boolean removeOrphans) {
        return changed(draft -> draft.removeOrphans = removeOrphans);
    }

    public RemovalRequest withJobsHistory(boolean jobsHistory) {
        return changed(draft -> draft.jobsHistory = jobsHistory);
    }

    public RemovalRequest withStopTimeout(Duration stopTimeout) {
        return changed(draft -> draft.stopTimeout = Optional.of(stopTimeout));
    }

    public RemovalRequest withWithin(Duration within) {
        return changed(draft -> draft.within = Optional.of(within));
    }

    public RemovalRequest withLockWait(Duration lockWait) {
        return changed(draft -> draft.lockWait = lockWait);
    }

    private RemovalRequest changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new RemovalRequest(
                names,
                draft.onlyDown,
                draft.withDependents,
                draft.pruneDependencies,
                draft.volumes,
                draft.images,
                draft.removeOrphans,
                draft.jobsHistory,
                draft.stopTimeout,
                draft.within,
                draft.lockWait);
    }

    /** Everything but the names, to change one thing in it. */
    private static final class Draft {
        private boolean onlyDown;
        private boolean withDependents;
        private boolean pruneDependencies;
        private Set<String> volumes;
        private RemovedImages images;
        private boolean removeOrphans;
        private boolean jobsHistory;
        private Optional<Duration> stopTimeout;
        private Optional<Duration> within;
        private Duration lockWait;

        Draft(RemovalRequest request) {
            onlyDown = request.onlyDown;
            withDependents = request.withDependents;
            pruneDependencies = request.pruneDependencies;
            volumes = request.volumes;
            images = request.images;
            removeOrphans = request.removeOrphans;
            jobsHistory = request.jobsHistory;
            stopTimeout = request.stopTimeout;
            within = request.within;
            lockWait = request.lockWait;
        }
    }

    /** {@code undeploy NAMES}, as the command is called that asks for it. */
    public String operation() {
        return (onlyDown ? "rm " : "undeploy ") + String.join(" ", names);
    }
}
