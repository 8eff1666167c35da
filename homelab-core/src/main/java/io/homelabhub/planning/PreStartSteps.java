package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.PreStartHook;
import io.homelabhub.plan.Action.CreateContainer;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.plan.Action.StartContainer;
import io.homelabhub.plan.Await;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.ResourceId;
import java.util.List;
import java.util.Optional;

/**
 * Drafts the steps of a service's {@code pre_start} hooks: each runs in a container of its own with the volumes of one of the
 * service's, to its end, and after the one before it. The service's containers start when the last has ended well and is gone.
 */
final class PreStartSteps {
    private final StepDrafts steps;
    private final DesiredService service;
    private final ResourceId resource;

    PreStartSteps(StepDrafts steps, DesiredService service) {
        this.steps = steps;
        this.service = service;
        this.resource = ResourceId.service(service.name());
    }

    /**
     * Drafts them all; there has to be one.
     *
     * @param beside the container whose volumes they share, by its name
     * @param version what wrote its labels
     * @param starts where the service's containers start: what these wait for, the first hook waits for as well
     * @param toCreate what the hooks' containers wait for in addition
     */
    void draft(String beside, String version, List<Draft> starts, List<Draft> toCreate) {
        Optional<Draft> first = Optional.empty();
        Optional<Draft> last = Optional.empty();
        for (PreStartHook hook : service.hooks().preStart()) {
            ContainerSpec runner = hook.runnerBeside(beside, version);
            Draft create = steps.add(new CreateContainer(runner), resource, ContainerSteps.remove(runner.name()))
                    .after(toCreate)
                    .after(last);
            first = first.or(() -> Optional.of(create));
            last = Optional.of(run(runner.name(), create));
        }
        for (Draft start : starts) {
            start.preparedBy(first.orElseThrow(), last.orElseThrow());
        }
    }

    private Draft run(String name, Draft created) {
        Draft start = steps.add(new StartContainer(name), resource).after(created);
        Await ending = new Await(
                name, service.name(), Await.Condition.COMPLETED, service.readyWithin(), Optional.empty(), false);
        Draft end = steps.add(ending, resource).after(start);
        return steps.add(new RemoveContainer(name, true), resource).after(end);
    }
}
