package io.homelabhub.deployment;

import io.homelabhub.planning.DeployOptions;
import io.homelabhub.planning.Pull;
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
 * @param recreate whether containers are made anew though nothing has changed
 * @param removeOrphans whether containers of services that nothing describes any more are removed
 * @param pull when images are pulled, for all services; empty for what each says itself
 * @param build whether every image that can be built is built, though the engine has it
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
        boolean recreate,
        boolean removeOrphans,
        Optional<Pull> pull,
        boolean build,
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
                false,
                false,
                Optional.empty(),
                false,
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

    public DeployRequest withRecreate(boolean recreate) {
        return changed(draft -> draft.recreate = recreate);
    }

    public DeployRequest withRemoveOrphans(boolean removeOrphans) {
        return changed(draft -> draft.removeOrphans = removeOrphans);
    }

    public DeployRequest withPull(Pull pull) {
        return changed(draft -> draft.pull = Optional.of(pull));
    }

    public DeployRequest withBuild(boolean build) {
        return changed(draft -> draft.build = build);
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
                draft.removeOrphans,
                draft.pull,
                draft.build,
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
        private boolean recreate;
        private boolean removeOrphans;
        private Optional<Pull> pull;
        private boolean build;
        private Set<String> allowDataLoss;
        private Map<String, Integer> scale;
        private OnFailure onFailure;
        private Optional<Duration> within;
        private Duration lockWait;

        Draft(DeployRequest request) {
            withDependencies = request.withDependencies;
            withDependents = request.withDependents;
            recreate = request.recreate;
            removeOrphans = request.removeOrphans;
            pull = request.pull;
            build = request.build;
            allowDataLoss = request.allowDataLoss;
            scale = request.scale;
            onFailure = request.onFailure;
            within = request.within;
            lockWait = request.lockWait;
        }
    }

    /** @param named the Compose services that were asked for by their own names */
    DeployOptions options(Set<String> named) {
        return new DeployOptions(
                recreate, removeOrphans, allowDataLoss, onFailure == OnFailure.ROLLBACK, pull, build, named);
    }

    /** {@code deploy NAMES}. */
    String operation() {
        return "deploy " + String.join(" ", names);
    }
}
