package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Action.CreateContainer;
import io.homelabhub.plan.Action.ReconnectNetwork;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.plan.Action.RenameContainer;
import io.homelabhub.plan.Action.StartContainer;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;

/**
 * Drafts the steps by which one container takes the place of another: the ways differ in what is there while the other is
 * on its way. Until the last of them the old one can come back.
 */
final class ReplacementSteps {
    private final ContainerSteps containers;
    private final StepDrafts steps;
    private final ResourceId resource;
    private final PlannedService planned;
    private final ContainerSteps.Gates gates;

    ReplacementSteps(
            ContainerSteps containers,
            StepDrafts steps,
            ResourceId resource,
            PlannedService planned,
            ContainerSteps.Gates gates) {
        this.containers = containers;
        this.steps = steps;
        this.resource = resource;
        this.planned = planned;
        this.gates = gates;
    }

    /**
     * The old one stops before the new one starts. The new one is created first: what the engine refuses then costs no
     * downtime.
     */
    void replaceStopFirst(ObservedContainer old, ContainerSpec wanted, Iterable<Draft> before) {
        String name = wanted.name();
        String next = ContainerNames.next(name);
        Draft create = steps.add(new CreateContainer(wanted.withName(next)), resource, ContainerSteps.remove(next))
                .after(gates.toCreate())
                .after(before);
        Draft stop = containers.stopStep(old).after(create);
        Draft park = park(old, name).after(stop);
        Draft rename = steps.add(new RenameContainer(next, name), resource, new RenameContainer(name, next))
                .after(create)
                .after(park);
        containers.startAndAwait(name, name, ContainerSteps.stop(name)).after(rename);
        commitRemoval(old);
    }

    /**
     * The old one is put aside before the new one is created, so that what both use can be made anew between: a network, or
     * the container whose namespace they live in.
     */
    void replaceParkFirst(ObservedContainer old, ContainerSpec wanted, Iterable<Draft> before) {
        String name = wanted.name();
        Draft stop = containers.stopStep(old);
        Draft park = park(old, name).after(stop);
        Draft create = steps.add(new CreateContainer(wanted), resource, ContainerSteps.remove(name))
                .after(gates.toCreate())
                .after(before)
                .after(park);
        containers.startAndAwait(name, name, ContainerSteps.stop(name)).after(create);
        commitRemoval(old);
    }

    /** Neither runs. */
    void replaceAtRest(ObservedContainer old, ContainerSpec wanted, List<Draft> before) {
        List<Draft> all = new ArrayList<>(before);
        all.add(park(old, wanted.name()));
        containers.createAtRest(wanted, all);
        commitRemoval(old).after(planned.starts());
    }

    /**
     * The new one is ready before the old one stops, and nobody is led to it earlier: it gets the names that the service
     * has in its networks when it is ready. The old one loses them before it stops, and finishes what it has begun.
     */
    void replaceStartFirst(ObservedContainer old, ContainerSpec wanted, Iterable<Draft> before) {
        String name = wanted.name();
        String next = ContainerNames.next(name);
        Draft create = steps.add(
                        new CreateContainer(NetworkNames.without(wanted).withName(next)),
                        resource,
                        ContainerSteps.remove(next))
                .after(gates.toCreate())
                .after(before);
        containers.startAndAwait(next, next, ContainerSteps.stop(next)).after(create);
        List<Draft> named = containers.named(next, wanted);
        List<Draft> unnamed = unnamed(old, named);
        planned.rejoins().addAll(named);
        planned.rejoins().addAll(unnamed);
        Draft stop =
                containers.stopStep(old).after(planned.awaits()).after(named).after(unnamed);
        planned.lateStops().add(stop);
        Draft park = park(old, name).after(stop);
        Draft takeOver = steps.add(new RenameContainer(next, name), resource, new RenameContainer(name, next))
                .after(park);
        planned.commits().add(takeOver);
        commitRemoval(old).after(takeOver);
    }

    private List<Draft> unnamed(ObservedContainer old, List<Draft> before) {
        List<Draft> drafts = new ArrayList<>();
        for (NetworkAttachment attachment : NetworkNames.of(old)) {
            Action leave = new ReconnectNetwork(old.id(), NetworkNames.without(attachment));
            drafts.add(steps.add(leave, resource, new ReconnectNetwork(old.id(), attachment))
                    .after(planned.awaits())
                    .after(before)
                    .after(drafts));
        }
        return drafts;
    }

    /** Takes up a replacement that was interrupted after the old one was put aside. It can be up again since. */
    void finish(ObservedContainer current, ObservedContainer previous, String name) {
        Draft start = containers
                .startAndAwait(
                        current.id(),
                        name,
                        ContainerSteps.stop(current.id()),
                        new RemoveContainer(current.id(), false),
                        new RenameContainer(previous.id(), name),
                        new StartContainer(previous.id()))
                .after(gates.toAttach());
        if (previous.state().isUp()) {
            start.after(containers.stopStep(previous));
        }
        commitRemoval(previous);
    }

    private Draft park(ObservedContainer old, String name) {
        return steps.add(
                new RenameContainer(old.id(), ContainerNames.previous(name)),
                resource,
                new RenameContainer(old.id(), ContainerNames.isPrevious(old.name()) ? name : old.name()));
    }

    private Draft commitRemoval(ObservedContainer old) {
        Draft removal =
                steps.add(new RemoveContainer(old.id(), false), resource).after(planned.awaits());
        planned.commits().add(removal);
        return removal;
    }
}
