package io.homelabhub.deployment;

import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import java.util.Set;

/** The part of a deploy over several hosts that goes to one of them, on which everything has been looked at. */
public final class HostDeploy {
    private final HomelabSettings settings;
    private final DeploySelection selection;
    private final OpenEngine open;
    private final ObservedState observed;

    HostDeploy(HomelabSettings settings, DeploySelection selection, OpenEngine open, ObservedState observed) {
        this.settings = settings;
        this.selection = selection;
        this.open = open;
        this.observed = observed;
    }

    /**
     * The plan.
     *
     * @param waitedFor the services of this host, by their names in the Compose files, for which something on another host is about to wait
     */
    public HostPlan plan(Set<String> waitedFor) {
        DeployPlanning planning = new DeployPlanning(selection.waitedFor(waitedFor), settings);
        Plan plan = planning.plan(open, observed);
        DeployRequest request = selection.request();
        Terms terms = new Terms(
                planning.mask(observed), new ApplyOptions(settings.atOnce(), request.onFailure(), request.within()));
        return new HostPlan(plan, terms, open.info());
    }
}
