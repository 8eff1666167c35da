package io.homelabhub.planning;

import io.homelabhub.desired.DesiredImage;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a deploy is to go.
 *
 * @param recreate whether containers are made anew though nothing has changed
 * @param removeOrphans whether containers of services that nothing describes any more are removed
 * @param allowDataLoss the names of volumes that may be made anew, losing what is in them
 * @param together whether the services are one unit: the old containers go only when every new one is ready, so that all
 *     can be put back
 * @param pull when images are pulled, for all services; empty for what each says itself
 * @param build whether every image that can be built is built, though the engine has it
 * @param named the services that were asked for by their own names: the rest cannot do without them
 */
public record DeployOptions(
        boolean recreate,
        boolean removeOrphans,
        Set<String> allowDataLoss,
        boolean together,
        Optional<Pull> pull,
        boolean build,
        Set<String> named) {
    /** Nothing forced, nothing lost, all services as one unit. */
    public static final DeployOptions DEFAULT =
            new DeployOptions(false, false, Set.of(), true, Optional.empty(), false, Set.of());

    public DeployOptions {
        allowDataLoss = Set.copyOf(allowDataLoss);
        named = Collections.unmodifiableSet(new TreeSet<>(named));
    }

    public DeployOptions withRemoveOrphans(boolean removeOrphans) {
        return new DeployOptions(recreate, removeOrphans, allowDataLoss, together, pull, build, named);
    }

    public DeployOptions withAllowDataLoss(Set<String> allowDataLoss) {
        return new DeployOptions(recreate, removeOrphans, allowDataLoss, together, pull, build, named);
    }

    public DeployOptions withTogether(boolean together) {
        return new DeployOptions(recreate, removeOrphans, allowDataLoss, together, pull, build, named);
    }

    public DeployOptions withPull(Pull pull) {
        return new DeployOptions(recreate, removeOrphans, allowDataLoss, together, Optional.of(pull), build, named);
    }

    public DeployOptions withBuild(boolean build) {
        return new DeployOptions(recreate, removeOrphans, allowDataLoss, together, pull, build, named);
    }

    public DeployOptions withNamed(Set<String> named) {
        return new DeployOptions(recreate, removeOrphans, allowDataLoss, together, pull, build, named);
    }

    /** When this deploy fetches an image. */
    DesiredImage.Policy policyOf(DesiredImage image) {
        return build && image.comesFromBuild()
                ? DesiredImage.Policy.BUILD
                : pull.map(Pull::policy).orElse(image.policy());
    }
}
