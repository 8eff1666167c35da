package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.Restarts;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Action.CreateContainer;
import io.homelabhub.plan.Action.CreateVolume;
import io.homelabhub.plan.Action.ReconnectNetwork;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.plan.Action.RemoveVolume;
import io.homelabhub.plan.Action.RenameContainer;
import io.homelabhub.plan.Action.RunHook;
import io.homelabhub.plan.Action.SignalContainer;
import io.homelabhub.plan.Action.StartContainer;
import io.homelabhub.plan.Action.StopContainer;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Lasting;
import io.homelabhub.plan.Standing;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HookCommand;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.resource.VolumeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drafts the steps that bring one container about. Each order of steps is such that a run can end anywhere in it, be it by
 * a failure or by a power cut, and the next plan still finds the old container or the new one.
 */
final class ContainerSteps {
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final DesiredService service;
    private final ResourceId resource;
    private final PlannedService planned;
    private final Gates gates;
    private final Await.Condition condition;
    private boolean waits = true;

    /**
     * What the service's containers wait for.
     *
     * @param toCreate before one is created
     * @param toAttach before one that is there already can be attached to the service's networks
     * @param toStart before one starts, and before the one that it replaces is stopped
     * @param toStartEnded what only has to have ended before one starts
     * @param lendersStops where a container is stopped in whose namespace one lives that runs now: it could not go on
     *     without, and so stops before, and is started again after it when that is taken back
     */
    record Gates(
            List<Draft> toCreate,
            List<Draft> toAttach,
            List<Draft> toStart,
            List<Draft> toStartEnded,
            List<Draft> lendersStops) {
        static final Gates NONE = new Gates(List.of(), List.of(), List.of(), List.of(), List.of());
    }

    ContainerSteps(
            ObservedIndex observed,
            StepDrafts steps,
            DesiredService service,
            PlannedService planned,
            Gates gates,
            Await.Condition condition) {
        this.observed = observed;
        this.steps = steps;
        this.service = service;
        this.resource = ResourceId.service(service.name());
        this.planned = planned;
        this.gates = gates;
        this.condition = condition;
    }

    /** Nobody waits for what is started. */
    void withoutWaiting() {
        waits = false;
    }

    /** The steps by which one of its containers takes the place of another. */
    ReplacementSteps replacing() {
        return new ReplacementSteps(this, steps, resource, planned, gates);
    }

    void create(ContainerSpec wanted, Iterable<Draft> before) {
        Draft create = steps.add(new CreateContainer(wanted), resource, remove(wanted.name()))
                .after(gates.toCreate())
                .after(before);
        startAndAwait(wanted.name(), wanted.name(), stop(wanted.name())).after(create);
    }

    /** What is there in the end and was not started. */
    void createAtRest(ContainerSpec wanted, Iterable<Draft> before) {
        Draft create = steps.add(new CreateContainer(wanted), resource, remove(wanted.name()))
                .after(gates.toCreate())
                .after(before);
        planned.starts().add(create); // what shares its namespaces can be created from now on
        planned.started().add(create);
    }

    /** Others of the service serve already: nobody is led to this one before it is ready. */
    void createBeside(ContainerSpec wanted, Iterable<Draft> before) {
        create(NetworkNames.without(wanted), before);
        planned.rejoins().addAll(named(wanted.name(), wanted));
    }

    void start(ObservedContainer live, String name) {
        startAndAwait(live.id(), name, stop(live.id())).after(gates.toAttach());
    }

    /** Gives a container its own name back. */
    Draft rename(ObservedContainer live, String name) {
        return steps.add(new RenameContainer(live.id(), name), resource, new RenameContainer(live.id(), live.name()));
    }

    /** Gives a container its own name back and starts it. */
    void renameAndStart(ObservedContainer live, String name) {
        Draft rename = rename(live, name);
        startAndAwait(live.id(), name, stop(live.id())).after(gates.toAttach()).after(rename);
    }

    void restart(ObservedContainer live, String name) {
        Draft stop = stopStep(live);
        startAndAwait(live.id(), name).after(gates.toAttach()).after(stop);
    }

    /** Tells a running container of a change. It has to be ready after that as after a start. */
    void signal(ObservedContainer live, String name) {
        String signal = service.contentPolicy().signal().orElse("SIGHUP");
        Draft sent = steps.add(new SignalContainer(live.id(), signal), resource);
        planned.awaits().add(steps.add(awaiting(name, condition), resource).after(sent));
    }

    /** Writes down what a container has seen, once it is ready with it: its files stay as they are, whatever comes. */
    void remember(VolumeSpec record, List<String> before) {
        Draft written = steps.add(new CreateVolume(record), ResourceId.volume(record.name()))
                .after(planned.awaits());
        before.stream().filter(name -> !name.equals(record.name())).forEach(name -> forget(name)
                .after(written));
    }

    /** Writes down what image the service had before, once the containers are ready that have another one. */
    void rememberImage(VolumeSpec record, List<String> before) {
        Draft written = steps.add(
                        new CreateVolume(record), ResourceId.volume(record.name()), new RemoveVolume(record.name()))
                .after(planned.awaits());
        before.stream().filter(name -> !name.equals(record.name())).forEach(name -> forget(name)
                .after(written));
    }

    /** Removes what was written down of containers that are gone in the end. */
    void forget(List<String> records) {
        records.forEach(this::forget);
    }

    private Draft forget(String record) {
        Draft removal =
                steps.add(new RemoveVolume(record), ResourceId.volume(record)).after(planned.awaits());
        planned.commits().forEach(removal::after);
        planned.commits().add(removal);
        return removal;
    }

    void update(List<Decision.Update> updates) {
        for (Decision.Update update : updates) {
            steps.add(update.change(), resource, update.undo()).after(gates.toAttach());
        }
    }

    /** Leads others to a container by the names that the service has in its networks, once it is ready. */
    List<Draft> named(String container, ContainerSpec wanted) {
        List<Draft> drafts = new ArrayList<>();
        for (NetworkAttachment attachment : wanted.networks()) {
            if (NetworkNames.has(attachment)) {
                Action undo = new ReconnectNetwork(container, NetworkNames.without(attachment));
                drafts.add(steps.add(new ReconnectNetwork(container, attachment), resource, undo)
                        .after(planned.awaits())
                        .after(drafts));
            }
        }
        return drafts;
    }

    /** Removes what holds on to something that is made anew before that is; nothing if it holds on to nothing of the kind. */
    List<Draft> removeEarly(ObservedContainer old, Optional<ContainerSpec> wanted, EarlyRemovals removals) {
        return removals.draft(old, resource, wanted, again -> stopStep(old, again));
    }

    /**
     * Removes what an interrupted run left over, before anything else. If that served in the place of the one that stood there before, it is
     * this one that serves again when the run is taken back.
     */
    Draft removeLeftover(ObservedContainer leftover, Optional<ObservedContainer> held) {
        Action[] undo = held.filter(
                        old -> leftover.state().isUp() && !old.state().isUp())
                .map(old -> new Action[] {new StartContainer(old.id())})
                .orElseGet(() -> new Action[0]);
        return steps.add(new RemoveContainer(leftover.id(), false), resource, undo);
    }

    /** Removes a container that the service has too many of, once the others are ready. It stops before if they need its port. */
    void removeSurplus(ObservedContainer surplus) {
        Draft stop = stopOnly(surplus, surplus.id()).preferablyAfter(planned.awaits());
        planned.lateStops().add(stop);
        planned.commits()
                .add(steps.add(new RemoveContainer(surplus.id(), true), resource)
                        .after(planned.awaits())
                        .after(stop));
    }

    /** Waits for a container that stays as it is, on behalf of others. */
    Draft await(String name) {
        Draft await = steps.add(awaiting(name, condition), resource);
        planned.awaits().add(await);
        return await;
    }

    /** What a container that stays as it is has to be when the plan is done. */
    Standing standing(ObservedContainer live) {
        boolean untested = live.health() == Health.STARTING || live.health() == Health.UNHEALTHY;
        return new Standing(awaiting(live.name(), condition), Restarts.any(live) || untested);
    }

    Draft startAndAwait(String container, String name, Action... undo) {
        Draft start = steps.add(new StartContainer(container), resource, undo).after(gates.toStart());
        gates.toStartEnded().forEach(start::afterEndOf);
        planned.starts().add(start);
        Draft started = start;
        for (HookCommand hook : service.hooks().postStart()) {
            started = steps.add(new RunHook(container, hook), resource).after(started);
        }
        planned.started().add(started);
        if (waits) {
            planned.awaits()
                    .add(steps.add(awaiting(name, condition), resource)
                            .after(start)
                            .after(started));
        }
        return start;
    }

    private Await awaiting(String name, Await.Condition until) {
        Lasting end = EndOfRun.of(service, condition, observed.of(service.name()));
        return ServiceWait.of(service).await(name, service.name(), until, end);
    }

    Draft stopStep(ObservedContainer live) {
        return stopStep(live, live.id());
    }

    /** @param again by what it is to be started if that is taken back */
    private Draft stopStep(ObservedContainer live, String again) {
        Draft stop = stopOnly(live, again);
        if (gates.lendersStops().isEmpty()) {
            return stop.preferablyAfter(gates.toStart());
        }
        gates.lendersStops().forEach(stop::justBefore);
        return stop;
    }

    private Draft stopOnly(ObservedContainer live, String again) {
        // one that is paused holds on to its ports, and to be started comes nearest to how it was
        Action[] undo = live.state().isUp() ? new Action[] {new StartContainer(again)} : new Action[0];
        Draft stop = steps.add(new StopContainer(live.id(), Optional.empty()), resource, undo)
                .restoring(wellAgain(live, again));
        planned.stops().add(stop);
        return stop;
    }

    /** What an old container has to reach if it is brought back: nothing if it was known to be unwell. */
    private Optional<Await> wellAgain(ObservedContainer live, String again) {
        String name = ContainerNames.isPrevious(live.name()) ? again : live.name();
        Lasting end = EndOfRun.of(live, condition);
        return Optional.of(ServiceWait.of(service).await(name, service.name(), Await.Condition.READY, end))
                .filter(await -> observed.isWell(live));
    }

    static Action stop(String container) {
        return new StopContainer(container, Optional.empty());
    }

    static Action remove(String container) {
        return new RemoveContainer(container, true);
    }
}
