package io.homelabhub.deployment;

import io.homelabhub.planning.Build;
import io.homelabhub.planning.DeployOptions;
import io.homelabhub.planning.Pull;
import io.homelabhub.planning.Recreate;
import io.homelabhub.planning.Recreation;
import io.homelabhub.run.OnFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What to deploy, and how.
 *
 * @param names services, groups, patterns of the catalog, or {@code all}; at least one
 * @param withDependencies whether what the services need, and the groups that are always deployed, come along
 * @param withDependents whether what needs the services comes along, as far as it is deployed now
 * @param recreate when containers are made anew; ALWAYS is about those of the services that are asked for
 * @param recreateDependencies whether the containers of what comes along are made anew though nothing has changed
 * @param renewAnonymousVolumes whether a container that is made anew gets empty volumes in place of its predecessor's, as far as
 *     they have no name
 * @param start whether containers are started; else they are only created, and what is up stays as it is
 * @param awaitAll whether the deploy waits also for what no other service waits for; else that is started and left to whoever watches
 *     it, as a test that ends by itself
 * @param removeOrphans whether containers of services that nothing describes any more are removed
 * @param pull when images are pulled, for all services; empty for what each says itself
 * @param build when images are built
 * @param stopTimeout how long containers get to end, in whole seconds, zero or more; empty for what each says itself
 * @param allowDataLoss the engine's names of volumes that may be made anew, losing what is in them
 * @param scale how many containers services shall have, by their catalog names, in place of what the files say; 0 or more
 * @param onFailure what becomes of the rest when a service fails
 * @param within the longest time for the whole deploy; empty for no limit
 * @param lockWait how long to wait for another deploy of the project to end; zero to refuse at once
 */
public record DeployRequest(
        List<String> names,
        boolean withDependencies,
        boolean withDependents,
        Recreate recreate,
        boolean recreateDependencies,
        boolean renewAnonymousVolumes,
        boolean start,
        boolean awaitAll,
        boolean removeOrphans,
        Optional<Pull> pull,
        Build build,
        Optional<Duration> stopTimeout,
        Set<String> allowDataLoss,
        Map<String, Integer> scale,
        OnFailure onFailure,
        Optional<Duration> within,
        Duration lockWait) {
    public DeployRequest {
        names = List.copyOf(names);
        allowDataLoss = Set.copyOf(allowDataLoss);
        scale = Map.copyOf(scale);
        Limits.check(within, lockWait);
        Limits.checkStop(stopTimeout);
        if (recreate == Recreate.NEVER && (recreateDependencies || renewAnonymousVolumes)) {
            throw new IllegalArgumentException("nothing is made anew, so neither dependencies nor volumes can be");
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("nothing to deploy; give at least one service or group, or \"all\"");
        }
    }

    /** With dependencies, rolled back on failure, without a limit, refused if another deploy is under way. */
    public static DeployRequest of(Collection<String> names) {
        return new DeployRequest(
                List.copyOf(names),
                true,
                false,
                Recreate.CHANGED,
                false,
                false,
                true,
                true,
                false,
                Optional.empty(),
                Build.AS_NEEDED,
                Optional.empty(),
                Set.of(),
                Map.of(),
                OnFailure.ROLLBACK,
                Optional.empty(),
                Duration.ZERO);
    }

    public DeployRequest withDependencies(boolean withDependencies) {
        return changed(draft -> draft.withDependencies = withDependencies);
    }

    public DeployRequest withDependents(boolean withDependents) {
        return changed(draft -> draft.withDependents = withDependents);
    }

    public DeployRequest withRecreate(Recreate recreate) {
        return changed(draft -> draft.recreate = recreate);
    }

    public DeployRequest withRecreateDependencies(boolean recreateDependencies) {
        return changed(draft -> draft.recreateDependencies = recreateDependencies);
    }

    public DeployRequest withRenewAnonymousVolumes(boolean renewAnonymousVolumes) {
        return changed(draft -> draft.renewAnonymousVolumes = renewAnonymousVolumes);
    }

    public DeployRequest withStart(boolean start) {
        return changed(draft -> draft.start = start);
    }

    public DeployRequest withAwaitAll(boolean awaitAll) {
        return changed(draft -> draft.awaitAll = awaitAll);
    }

    public DeployRequest withRemoveOrphans(boolean removeOrphans) {
        return changed(draft -> draft.removeOrphans = removeOrphans);
    }

    public DeployRequest withPull(Pull pull) {
        return changed(draft -> draft.pull = Optional.of(pull));
    }

    public DeployRequest withBuild(Build build) {
        return changed(draft -> draft.build = build);
    }

    public DeployRequest withStopTimeout(Duration stopTimeout) {
        return changed(draft -> draft.stopTimeout = Optional.of(stopTimeout));
    }

    public DeployRequest withAllowDataLoss(Set<String> allowDataLoss) {
        return changed(draft -> draft.allowDataLoss = allowDataLoss);
    }

    /**
     * The same with so many containers of services, in place of what the files say.
     *
     * @throws IllegalArgumentException for less than 0
     */
    public DeployRequest withScale(Map<String, Integer> scale) {
        scale.forEach((service, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException(service + " cannot have " + count + " containers; give 0 or more");
            }
        });
        return changed(draft -> draft.scale = scale);
    }

    public DeployRequest withOnFailure(OnFailure onFailure) {
        return changed(draft -> draft.onFailure = onFailure);
    }

    public DeployRequest withWithin(Duration within) {
        return changed(draft -> draft.within = Optional.of(within));
    }

    public DeployRequest withLockWait(Duration lockWait) {
        return changed(draft -> draft.lockWait = lockWait);
    }

    private DeployRequest changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new DeployRequest(
                names,
                draft.withDependencies,
                draft.withDependents,
                draft.recreate,
                draft.recreateDependencies,
                draft.renewAnonymousVolumes,
                draft.start,
                draft.awaitAll,
                draft.removeOrphans,
                draft.pull,
                draft.build,
                draft.stopTimeout,
                draft.allowDataLoss,
                draft.scale,
                draft.onFailure,
                draft.within,
                draft.lockWait);
    }

    /** Everything but the names, to change one thing in it. */
    private static final class Draft {
        private boolean withDependencies;
        private boolean withDependents;
        private Recreate recreate;
        private boolean recreateDependencies;
        private boolean renewAnonymousVolumes;
        private boolean start;
        private boolean awaitAll;
        private boolean removeOrphans;
        private Optional<Pull> pull;
        private Build build;
        private Optional<Duration> stopTimeout;
        private Set<String> allowDataLoss;
        private Map<String, Integer> scale;
        private OnFailure onFailure;
        private Optional<Duration> within;
        private Duration lockWait;

        Draft(DeployRequest request) {
            withDependencies = request.withDependencies;
            withDependents = request.withDependents;
            recreate = request.recreate;
            recreateDependencies = request.recreateDependencies;
            renewAnonymousVolumes = request.renewAnonymousVolumes;
            start = request.start;
            awaitAll = request.awaitAll;
            removeOrphans = request.removeOrphans;
            pull = request.pull;
            build = request.build;
            stopTimeout = request.stopTimeout;
            allowDataLoss = request.allowDataLoss;
            scale = request.scale;
            onFailure = request.onFailure;
            within = request.within;
            lockWait = request.lockWait;
        }
    }

    /**
     * How a planner goes about it.
     *
     * @param named the Compose services that were asked for by their own names
     * @param asked all that were asked for, by names of groups and patterns as well
     */
    DeployOptions options(Set<String> named, Set<String> asked) {
        Recreate others = recreate == Recreate.NEVER ? Recreate.NEVER : Recreate.CHANGED;
        return DeployOptions.DEFAULT
                .withRecreation(new Recreation(recreate, asked, recreateDependencies ? Recreate.ALWAYS : others))
                .withRenewAnonymousVolumes(renewAnonymousVolumes)
                .withStarts(start)
                .withAwaitsAll(awaitAll)
                .withRemoveOrphans(removeOrphans)
                .withAllowDataLoss(allowDataLoss)
                .withTogether(onFailure == OnFailure.ROLLBACK)
                .withPull(pull)
                .withBuild(build)
                .withStopTimeout(stopTimeout)
                .withNamed(named);
    }

    /** {@code deploy NAMES}. */
    public String operation() {
        return "deploy " + String.join(" ", names);
    }
}
