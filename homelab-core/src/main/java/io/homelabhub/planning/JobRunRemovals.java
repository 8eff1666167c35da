package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.plan.Action.RemoveVolume;
import io.homelabhub.plan.Action.StartContainer;
import io.homelabhub.plan.Action.StopContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.ResourceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of the containers of jobs when their project goes: one that runs is stopped, and all of them stay, as they are what is
 * known of the runs. They go if that is asked for, or with a volume that they mount.
 */
final class JobRunRemovals {
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;
    private final Set<String> volumes;
    private final Map<String, Draft> ends = new HashMap<>();

    /** @param volumes the engine's names of those that go */
    JobRunRemovals(ObservedIndex observed, StepDrafts steps, Verdicts verdicts, Set<String> volumes) {
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
        this.volumes = volumes;
    }

    /**
     * Plans it.
     *
     * @param history whether all go
     * @return what removes a container, by its id
     */
    Map<String, Draft> plan(boolean history) {
        Map<String, Draft> removals = new HashMap<>();
        for (ObservedContainer run : observed.ours().jobRuns()) {
            ResourceId resource = ResourceId.container(run.name());
            boolean goes = history || mountsWhatGoes(run);
            if (goes || run.state().isUp()) {
                verdicts.give(resource, goes ? Verdict.REMOVE : Verdict.STOP, Cause.of(Cause.Kind.ASKED_FOR));
            }
            Optional<Draft> stop = run.state().isUp() ? Optional.of(stop(run, resource)) : Optional.empty();
            if (goes) {
                Draft removal =
                        steps.add(new RemoveContainer(run.id(), true), resource).after(stop);
                removals.put(run.id(), removal);
                ends.put(run.id(), removal);
            } else {
                stop.ifPresent(draft -> ends.put(run.id(), draft));
            }
        }
        if (history) {
            removeWhatTellsOfThem();
        }
        return removals;
    }

    /** What says of failed runs that somebody has told of them. */
    private void removeWhatTellsOfThem() {
        observed.volumes().stream()
                .filter(volume ->
                        observed.ours().project().equals(volume.labels().get(HomelabLabels.PROJECT)))
                .filter(volume -> volume.labels().containsKey(HomelabLabels.JOB_TOLD))
                .forEach(mark -> {
                    ResourceId resource = ResourceId.volume(mark.name());
                    verdicts.give(resource, Verdict.REMOVE, Cause.of(Cause.Kind.ASKED_FOR));
                    var unused = steps.add(new RemoveVolume(mark.name()), resource);
                });
    }

    private Draft stop(ObservedContainer run, ResourceId resource) {
        return steps.add(new StopContainer(run.id(), Optional.empty()), resource, new StartContainer(run.id()));
    }

    private boolean mountsWhatGoes(ObservedContainer run) {
        return run.mounts().stream()
                .anyMatch(mount -> mount.type().equals("volume") && volumes.contains(mount.source()));
    }

    /** Whether a container is a run that keeps no network from going: one that has ended has no place in it. */
    boolean leavesNetworks(ObservedContainer container) {
        return container.isJobRun() && (!container.state().isUp() || ends.containsKey(container.id()));
    }

    /** After what a container has left its networks; empty if it needs nothing to be done. */
    Optional<Draft> end(ObservedContainer container) {
        return Optional.ofNullable(ends.get(container.id()));
    }
}
