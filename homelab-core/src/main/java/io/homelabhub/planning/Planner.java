package io.homelabhub.planning;

import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Plan;
import io.homelabhub.planning.StepDrafts.Draft;
import java.util.ArrayList;
import java.util.List;

/**
 * Works out what has to be done so that what is becomes what shall be.
 *
 * <p>A pure function: the same arguments give the same plan, byte for byte. It refuses nothing by exception; what ought to
 * be done and cannot be is a verdict {@link io.homelabhub.plan.Verdict#REFUSE} in the plan.
 */
public final class Planner {
    private final DesiredState desired;
    private final DeployOptions options;
    private final ObservedIndex observed;
    private final StepDrafts steps = new StepDrafts();
    private final Verdicts verdicts = new Verdicts();

    private Planner(DesiredState desired, ObservedState observed, DeployOptions options) {
        this.desired = desired;
        this.options = options;
        this.observed = new ObservedIndex(desired.project(), observed);
    }

    /**
     * Plans a deploy.
     *
     * @param operation what it is called, as {@code deploy bots}
     * @param notices what the reader should know beforehand
     */
    public static Plan plan(
            DesiredState desired,
            ObservedState observed,
            DeployOptions options,
            String operation,
            List<String> notices) {
        return new Planner(desired, observed, options).plan(operation, notices);
    }

    private Plan plan(String operation, List<String> notices) {
        NetworkPlanning networks = new NetworkPlanning(observed, steps, verdicts);
        networks.plan(desired);
        VolumePlanning volumes = new VolumePlanning(observed, steps, verdicts, options.allowDataLoss());
        volumes.plan(desired);
        ServicePlanning services = new ServicePlanning(desired, observed, options, steps, verdicts, networks, volumes);
        desired.services().forEach(services::plan);
        new HostPorts(observed, steps, verdicts).order(desired, services.planned());
        new NetworkUsers(observed, verdicts).requireStopped(desired, networks, services.planned());
        if (options.together()) {
            commitTogether(services.planned().values());
        }
        Orphans orphans = new Orphans(desired, observed, steps, verdicts);
        orphans.plan(options.removeOrphans());
        List<String> allNotices = new ArrayList<>(notices);
        allNotices.addAll(new StoredSecrets(observed).notices(desired, verdicts.all()));
        return new Plan(desired.project(), operation, verdicts.all(), steps.numbered(), allNotices);
    }

    /** What cannot be taken back comes when everything is ready. */
    private static void commitTogether(Iterable<PlannedService> services) {
        List<Draft> awaits = new ArrayList<>();
        services.forEach(service -> awaits.addAll(service.awaits()));
        services.forEach(service -> service.commits().forEach(commit -> commit.after(awaits)));
    }
}
