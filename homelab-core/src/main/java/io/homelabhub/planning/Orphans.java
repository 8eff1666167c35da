package io.homelabhub.planning;

import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.plan.Action.StartContainer;
import io.homelabhub.plan.Action.StopContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ResourceId;
import java.util.List;
import java.util.Optional;

/** Plans the containers of services that nothing in the project describes any more. */
final class Orphans {
    private final DesiredState desired;
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;

    Orphans(DesiredState desired, ObservedIndex observed, StepDrafts steps, Verdicts verdicts) {
        this.desired = desired;
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
    }

    void plan(boolean remove) {
        observed.ours().orphans(desired.described()).forEach(container -> plan(container, remove));
    }

    /** What is there and stays, to be told. */
    List<String> notices(boolean remove) {
        return remove
                ? List.of()
                : observed.ours().orphans(desired.described()).stream()
                        .map(container -> "container " + container.name() + " is an orphan "
                                + observed.ours().origin(container) + "; --remove-orphans removes it")
                        .toList();
    }

    private void plan(ObservedContainer container, boolean remove) {
        ResourceId resource = ResourceId.container(container.name());
        verdicts.give(
                resource,
                remove ? Verdict.REMOVE : Verdict.KEEP,
                Cause.of(Cause.Kind.ORPHANED, observed.ours().origin(container)));
        if (remove) {
            Draft stop = steps.add(
                    new StopContainer(container.id(), Optional.empty()), resource, new StartContainer(container.id()));
            steps.add(new RemoveContainer(container.id(), false), resource).after(stop);
        }
    }
}
