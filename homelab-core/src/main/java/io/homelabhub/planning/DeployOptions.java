package io.homelabhub.planning;

import java.util.Set;

/**
 * How a deploy is to go.
 *
 * @param recreate whether containers are made anew though nothing has changed
 * @param removeOrphans whether containers of services that nothing describes any more are removed
 * @param allowDataLoss the names of volumes that may be made anew, losing what is in them
 * @param together whether the services are one unit: the old containers go only when every new one is ready, so that all
 *     can be put back
 */
public record DeployOptions(boolean recreate, boolean removeOrphans, Set<String> allowDataLoss, boolean together) {
    /** Nothing forced, nothing lost, all services as one unit. */
    public static final DeployOptions DEFAULT = new DeployOptions(false, false, Set.of(), true);

    public DeployOptions {
        allowDataLoss = Set.copyOf(allowDataLoss);
    }
}
