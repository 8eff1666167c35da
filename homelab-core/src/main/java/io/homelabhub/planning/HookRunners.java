package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.plan.Action.StopContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ResourceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Plans the removal of what a {@code pre_start} hook of docker compose ran in. Docker Compose removes it when the hook has ended;
 * one that is there was left behind by a run that was killed.
 */
final class HookRunners {
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;

    HookRunners(ObservedIndex observed, StepDrafts steps, Verdicts verdicts) {
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
    }

    /** Those of these services are removed; gives the removals by the container's id. */
    Map<String, Draft> remove(Collection<String> services) {
        Map<String, Draft> removals = new HashMap<>();
        services.forEach(service ->
                observed.hookRunnersOf(service).forEach(runner -> removals.put(runner.id(), remove(service, runner))));
        return removals;
    }

    private Draft remove(String service, ObservedContainer runner) {
        ResourceId resource = ResourceId.container(runner.name());
        verdicts.give(resource, Verdict.REMOVE, Cause.of(Cause.Kind.LEFT_OVER, "hook of service " + service));
        Draft stop = steps.add(new StopContainer(runner.id(), Optional.empty()), resource);
        return steps.add(new RemoveContainer(runner.id(), true), resource).after(stop);
    }
}
