package io.homelabhub.planning;

import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.plan.Action.StartContainer;
import io.homelabhub.plan.Action.StopContainer;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans the containers of services that nothing in the project describes any more. */
final class Orphans {
    private static final Duration COMING_BACK = Duration.ofMinutes(2);

    private final DesiredState desired;
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;
    private final EarlyRemovals early;
    private final List<Draft> removals = new ArrayList<>();

    Orphans(DesiredState desired, ObservedIndex observed, StepDrafts steps, Verdicts verdicts, EarlyRemovals early) {
        this.desired = desired;
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
        this.early = early;
    }

    /** Plans them all; gives those that are removed. */
    List<ObservedContainer> plan(boolean remove) {
        List<ObservedContainer> orphans = observed.ours().orphans(desired.described());
        orphans.forEach(container -> plan(container, remove));
        return remove ? orphans : List.of();
    }

    /** The removals on which nothing rests. */
    List<Draft> removals() {
        return removals;
    }

    /** What is there and stays, to be told. */
    List<String> notices(boolean remove) {
        return remove
                ? List.of()
                : observed.ours().orphans(desired.described()).stream()
                        .map(container -> "container " + container.name() + " is an orphan "
                                + observed.ours().origin(container) + shared(container)
                                + "; --remove-orphans removes it")
                        .toList();
    }

    /** What others have as well, and would be alone with if it were gone. */
    private String shared(ObservedContainer orphan) {
        List<String> shared = desired.services().stream()
                .flatMap(service -> service.containers().stream()
                        .limit(1)
                        .flatMap(wanted -> Uniques.common(wanted, orphan).stream())
                        .map(common -> common + " with service " + service.name()))
                .toList();
        return shared.isEmpty() ? "" : " and shares " + String.join(", ", shared);
    }

    private Optional<Await> wellAgain(ObservedContainer container, String again) {
        Await await = new Await(
                again,
                ProjectContainers.serviceOf(container),
                Await.Condition.READY,
                COMING_BACK,
                Optional.empty(),
                false,
                EndOfRun.of(container, Await.Condition.READY));
        return Optional.of(await).filter(wanted -> observed.isWell(container));
    }

    private void plan(ObservedContainer container, boolean remove) {
        ResourceId resource = ResourceId.container(container.name());
        verdicts.give(
                resource,
                remove ? Verdict.REMOVE : Verdict.KEEP,
                Cause.of(Cause.Kind.ORPHANED, observed.ours().origin(container)));
        if (remove) {
            remove(container, resource);
        }
    }

    private void remove(ObservedContainer container, ResourceId resource) {
        if (early.draft(container, resource, Optional.empty(), again -> stop(container, resource, again))
                .isEmpty()) {
            removals.add(steps.add(new RemoveContainer(container.id(), false), resource)
                    .after(stop(container, resource, container.id())));
        }
    }

    private Draft stop(ObservedContainer container, ResourceId resource, String again) {
        Action[] undo = container.state().isUp() ? new Action[] {new StartContainer(again)} : new Action[0];
        return steps.add(new StopContainer(container.id(), Optional.empty()), resource, undo)
                .restoring(wellAgain(container, again));
    }
}
