package io.homelabhub;

import io.homelabhub.planning.DeployOptions;
import io.homelabhub.planning.Pull;
import io.homelabhub.run.OnFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        OnFailure onFailure,
        Optional<Duration> within,
        Duration lockWait) {
    public DeployRequest {
        names = List.copyOf(names);
        allowDataLoss = Set.copyOf(allowDataLoss);
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
                OnFailure.ROLLBACK,
                Optional.empty(),
                Duration.ZERO);
    }

    public DeployRequest withDependencies(boolean withDependencies) {
        return new DeployRequest(
                names,
                withDependencies,
                withDependents,
                recreate,
                removeOrphans,
                pull,
                build,
                allowDataLoss,
                onFailure,
                within,
                lockWait);
    }

    public DeployRequest withDependents(boolean withDependents) {
        return new DeployRequest(
                names,
                withDependencies,
                withDependents,
                recreate,
                removeOrphans,
                pull,
                build,
                allowDataLoss,
                onFailure,
                within,
                lockWait);
    }

    public DeployRequest withRecreate(boolean recreate) {
        return new DeployRequest(
                names,
                withDependencies,
                withDependents,
                recreate,
                removeOrphans,
                pull,
                build,
                allowDataLoss,
                onFailure,
                within,
                lockWait);
    }

    public DeployRequest withRemoveOrphans(boolean removeOrphans) {
        return new DeployRequest(
                names,
                withDependencies,
                withDependents,
                recreate,
                removeOrphans,
                pull,
                build,
                allowDataLoss,
                onFailure,
                within,
                lockWait);
    }

    public DeployRequest withPull(Pull pull) {
        return new DeployRequest(
                names,
                withDependencies,
                withDependents,
                recreate,
                removeOrphans,
                Optional.of(pull),
                build,
                allowDataLoss,
                onFailure,
                within,
                lockWait);
    }

    public DeployRequest withBuild(boolean build) {
        return new DeployRequest(
                names,
                withDependencies,
                withDependents,
                recreate,
                removeOrphans,
                pull,
                build,
                allowDataLoss,
                onFailure,
                within,
                lockWait);
    }

    public DeployRequest withAllowDataLoss(Set<String> allowDataLoss) {
        return new DeployRequest(
                names,
                withDependencies,
                withDependents,
                recreate,
                removeOrphans,
                pull,
                build,
                allowDataLoss,
                onFailure,
                within,
                lockWait);
    }

    public DeployRequest withOnFailure(OnFailure onFailure) {
        return new DeployRequest(
                names,
                withDependencies,
                withDependents,
                recreate,
                removeOrphans,
                pull,
                build,
                allowDataLoss,
                onFailure,
                within,
                lockWait);
    }

    public DeployRequest withWithin(Duration within) {
        return new DeployRequest(
                names,
                withDependencies,
                withDependents,
                recreate,
                removeOrphans,
                pull,
                build,
                allowDataLoss,
                onFailure,
                Optional.of(within),
                lockWait);
    }

    public DeployRequest withLockWait(Duration lockWait) {
        return new DeployRequest(
                names,
                withDependencies,
                withDependents,
                recreate,
                removeOrphans,
                pull,
                build,
                allowDataLoss,
                onFailure,
                within,
                lockWait);
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
