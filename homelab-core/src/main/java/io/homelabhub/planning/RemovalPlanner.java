package io.homelabhub.planning;

import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.plan.Action.RemoveNetwork;
import io.homelabhub.plan.Action.RemoveVolume;
import io.homelabhub.plan.Action.StartContainer;
import io.homelabhub.plan.Action.StopContainer;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.Gate;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Works out how services are taken away: dependants first, only what was asked for, no volume unless it was named. Pure, as
 * {@link Planner} is.
 */
public final class RemovalPlanner {
    private final String project;
    private final DependencyGraph graph;
    private final RemovalOptions options;
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts = new Verdicts();
    private final Map<String, List<Draft>> stops = new LinkedHashMap<>();
    private final Map<String, Draft> removals = new HashMap<>();
    private final Map<String, List<Draft>> gates = new HashMap<>();
    private final JobRunRemovals jobRuns;

    private RemovalPlanner(String project, DependencyGraph graph, ObservedState observed, RemovalOptions options) {
        this.project = project;
        this.graph = graph;
        this.options = options;
        this.observed = new ObservedIndex(project, observed);
        this.steps = new StepDrafts(options.stopTimeout(), ContainerHooks.of(options.hooks(), this.observed));
        this.jobRuns = new JobRunRemovals(this.observed, steps, verdicts, options.volumes());
    }

    /**
     * Plans an undeploy.
     *
     * @param project the Compose project
     * @param graph who needs whom; a service that is asked for and not in it is an orphan
     * @param operation what it is called, as {@code undeploy bots}
     * @param notices what the reader should know beforehand
     */
    public static Plan plan(
            String project,
            DependencyGraph graph,
            ObservedState observed,
            RemovalOptions options,
            String operation,
            List<String> notices) {
        return new RemovalPlanner(project, graph, observed, options).plan(operation, notices);
    }

    private Plan plan(String operation, List<String> notices) {
        List<String> order = graph.restrictedTo(known()).dependantsFirst(Comparator.naturalOrder());
        order.forEach(this::planService);
        removals.putAll(new HookRunners(observed, steps, verdicts).remove(options.services()));
        planOrphans();
        if (!options.onlyDown()) {
            planJobRuns();
            planNetworks();
        }
        VolumeRemovals volumes = new VolumeRemovals(project, options.volumes(), observed, steps, verdicts);
        volumes.plan(removals);
        new ImageRemovals(project, options, observed, steps, verdicts).plan(removals);
        List<String> all = new ArrayList<>(notices);
        all.addAll(volumes.absent());
        return new Plan(project, operation, verdicts.all(), steps.numbered(), all);
    }

    private Set<String> known() {
        Set<String> known = new TreeSet<>(options.services());
        known.retainAll(graph.vertices());
        return known;
    }

    private void planService(String service) {
        ResourceId resource = ResourceId.service(service);
        List<ObservedContainer> containers = observed.of(service);
        if (containers.isEmpty()) {
            verdicts.give(resource, Verdict.ABSENT, Cause.of(Cause.Kind.NOT_FOUND));
            removeOneOffs(service);
            forgetImages(service);
            return;
        }
        if (options.onlyDown()) {
            removeDown(service, resource, containers);
            return;
        }
        List<String> dependants = runningDependants(service);
        if (!dependants.isEmpty()) {
            verdicts.give(resource, Verdict.REFUSE, Cause.of(Cause.Kind.NEEDED_BY, String.join(", ", dependants)));
            return;
        }
        verdicts.give(new Change(
                resource, Verdict.REMOVE, List.of(Cause.of(Cause.Kind.ASKED_FOR)), Downtime.PERMANENT, false));
        remove(service, resource, containers);
        removeOneOffs(service);
        forgetImages(service);
    }

    /**
     * What goes with the whole project are also the containers in which its services run once, ended or not: docker compose leaves
     * them, and so the networks that they are in.
     */
    private void removeOneOffs(String service) {
        boolean whole =
                options.services().containsAll(observed.ours().byService().keySet());
        if (options.onlyDown() || !whole || options.elsewhere().stays()) {
            return;
        }
        for (ObservedContainer oneOff : observed.oneOffsOf(service)) {
            ResourceId resource = ResourceId.container(oneOff.name());
            verdicts.give(resource, Verdict.REMOVE, Cause.of(Cause.Kind.ASKED_FOR));
            remove(service, resource, List.of(oneOff));
        }
    }

    /** What is down serves nobody, so nobody is asked. */
    private void removeDown(String service, ResourceId resource, List<ObservedContainer> containers) {
        List<ObservedContainer> down = containers.stream()
                .filter(container -> !container.state().isUp())
                .toList();
        if (down.isEmpty()) {
            verdicts.give(resource, Verdict.KEEP, Cause.of(Cause.Kind.RUNNING));
        } else {
            verdicts.give(resource, Verdict.REMOVE, Cause.of(Cause.Kind.ASKED_FOR));
            remove(service, resource, down);
        }
    }

    /** Here by their names, elsewhere with the host. */
    private List<String> runningDependants(String service) {
        List<String> dependants = graph.dependants(service).stream()
                .filter(dependency -> dependency.required())
                .map(dependency -> dependency.from())
                .toList();
        Stream<String> here = dependants.stream()
                .filter(dependant -> !options.services().contains(dependant))
                .filter(dependant -> observed.of(dependant).stream()
                        .anyMatch(container -> container.state().isRunning()));
        Stream<String> elsewhere = dependants.stream()
                .flatMap(dependant ->
                        options.elsewhere().stayingOn(dependant).stream().map(host -> dependant + " on " + host));
        return Stream.concat(here, elsewhere).sorted().toList();
    }

    private void remove(String service, ResourceId resource, List<ObservedContainer> containers) {
        List<Draft> before = new ArrayList<>();
        if (graph.vertices().contains(service)) {
            graph.dependants(service)
                    .forEach(dependency -> before.addAll(stops.getOrDefault(dependency.from(), List.of())));
            before.addAll(gates.computeIfAbsent(service, this::gates));
        }
        for (ObservedContainer container : containers) {
            Draft stop = steps.add(
                            new StopContainer(container.id(), Optional.empty()),
                            resource,
                            new StartContainer(container.id()))
                    .after(before);
            stops.computeIfAbsent(service, any -> new ArrayList<>()).add(stop);
            Draft removal = steps.add(new RemoveContainer(container.id(), true), resource)
                    .after(stop);
            removals.put(container.id(), removal);
            observed.contentRecords().of(container).forEach(record -> forget(record)
                    .after(removal));
        }
        observed.recordsLeftBehind(service).forEach(this::forget);
    }

    /** Waits for the end of what needs a service and goes from other hosts. */
    private List<Draft> gates(String service) {
        return graph.dependants(service).stream()
                .map(dependency -> dependency.from())
                .distinct()
                .sorted()
                .flatMap(dependant -> options.elsewhere().goingFrom(dependant).stream()
                        .map(host -> new Gate(host, dependant, Await.Condition.STOPPED)))
                .map(gate -> steps.add(gate, ResourceId.service(service)))
                .toList();
    }

    /** What ran before it is of interest to nobody once a service is gone. */
    private void forgetImages(String service) {
        observed.imageHistory().recordsOf(service).forEach(record -> forget(record)
                .after(stops.getOrDefault(service, List.of())));
    }

    private Draft forget(String record) {
        return steps.add(new RemoveVolume(record), ResourceId.volume(record));
    }

    private void planOrphans() {
        observed.ours().orphans(graph.vertices()).stream()
                .filter(orphan -> !removals.containsKey(orphan.id()))
                .forEach(this::planOrphan);
    }

    private void planOrphan(ObservedContainer container) {
        String service = ProjectContainers.serviceOf(container);
        ResourceId resource = ResourceId.container(container.name());
        verdicts.give(
                resource,
                options.removeOrphans() ? Verdict.REMOVE : Verdict.KEEP,
                Cause.of(Cause.Kind.ORPHANED, observed.ours().origin(container)));
        if (options.removeOrphans()) {
            remove(service, resource, List.of(container));
        }
    }

    private void planJobRuns() {
        if (isAllGoneHere() && !options.elsewhere().stays()) {
            removals.putAll(jobRuns.plan(options.jobsHistory()));
            new JobArmingPlanning(project, observed, steps, verdicts).disarmAll();
        }
    }

    /** A network goes when it is the project's and nobody is left on it. */
    private void planNetworks() {
        for (ObservedNetwork network : observed.networks()) {
            List<ObservedContainer> users = observed.containers().stream()
                    .filter(container -> container.networks().containsKey(network.name()))
                    .toList();
            boolean ours = network.isOf(project);
            boolean allGo =
                    users.stream().allMatch(user -> removals.containsKey(user.id()) || jobRuns.leavesNetworks(user));
            if (ours && allGo && isAllGoneHere()) {
                ResourceId resource = ResourceId.network(network.name());
                verdicts.give(resource, Verdict.REMOVE, Cause.of(Cause.Kind.ASKED_FOR));
                Draft remove = steps.add(new RemoveNetwork(network.id()), resource);
                users.forEach(user -> remove.after(
                        Optional.ofNullable(removals.get(user.id())).or(() -> jobRuns.end(user))));
            }
        }
    }

    private boolean isAllGoneHere() {
        return observed.ours().byService().values().stream()
                .flatMap(List::stream)
                .allMatch(container -> removals.containsKey(container.id()));
    }
}
