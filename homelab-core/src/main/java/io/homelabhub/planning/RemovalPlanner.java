package io.homelabhub.planning;

import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.plan.Action.RemoveNetwork;
import io.homelabhub.plan.Action.RemoveVolume;
import io.homelabhub.plan.Action.StartContainer;
import io.homelabhub.plan.Action.StopContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
        planVolumes();
        new ImageRemovals(project, options, observed, steps, verdicts).plan(removals);
        List<String> all = new ArrayList<>(notices);
        all.addAll(absentVolumes());
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
        if (options.onlyDown() || !whole) {
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

    private List<String> runningDependants(String service) {
        return graph.dependants(service).stream()
                .filter(dependency -> dependency.required())
                .map(dependency -> dependency.from())
                .filter(dependant -> !options.services().contains(dependant))
                .filter(dependant -> observed.of(dependant).stream()
                        .anyMatch(container -> container.state().isRunning()))
                .sorted()
                .toList();
    }

    private void remove(String service, ResourceId resource, List<ObservedContainer> containers) {
        List<Draft> before = new ArrayList<>();
        if (graph.vertices().contains(service)) {
            graph.dependants(service)
                    .forEach(dependency -> before.addAll(stops.getOrDefault(dependency.from(), List.of())));
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
        if (isWholeProjectGone()) {
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
            if (ours && allGo && isWholeProjectGone()) {
                ResourceId resource = ResourceId.network(network.name());
                verdicts.give(resource, Verdict.REMOVE, Cause.of(Cause.Kind.ASKED_FOR));
                Draft remove = steps.add(new RemoveNetwork(network.id()), resource);
                users.forEach(user -> remove.after(
                        Optional.ofNullable(removals.get(user.id())).or(() -> jobRuns.end(user))));
            }
        }
    }

    private boolean isWholeProjectGone() {
        return observed.ours().byService().values().stream()
                .flatMap(List::stream)
                .allMatch(container -> removals.containsKey(container.id()));
    }

    private void planVolumes() {
        for (String name : new TreeSet<>(options.volumes())) {
            ResourceId resource = ResourceId.volume(name);
            Optional<ObservedVolume> volume = observed.volume(name);
            Set<String> others = usersThatStay(name);
            if (volume.isEmpty()) {
                verdicts.give(resource, Verdict.ABSENT, Cause.of(Cause.Kind.NOT_FOUND));
            } else if (!volume.get().isOf(project)) {
                verdicts.give(resource, Verdict.REFUSE, Cause.of(Cause.Kind.NAME_TAKEN, "another project"));
            } else if (!others.isEmpty()) {
                verdicts.give(resource, Verdict.REFUSE, Cause.of(Cause.Kind.NEEDED_BY, String.join(", ", others)));
            } else {
                removeVolume(name, resource);
            }
        }
    }

    /** A volume that is named and not there may be a slip of the pen. */
    private List<String> absentVolumes() {
        return new TreeSet<>(options.volumes())
                .stream()
                        .filter(name -> observed.volume(name).isEmpty())
                        .map(name -> {
                            String meant = Suggestion.didYouMean(name, observed.volumeNames());
                            return "volume " + name + " is not there" + (meant.isEmpty() ? "" : "; " + meant);
                        })
                        .toList();
    }

    private Set<String> usersThatStay(String volume) {
        Set<String> names = new TreeSet<>();
        observed.containers().stream()
                .filter(container -> container.mounts().stream()
                        .anyMatch(mount ->
                                mount.type().equals("volume") && mount.source().equals(volume)))
                .filter(container -> !removals.containsKey(container.id()))
                .forEach(container -> names.add("container " + container.name()));
        return names;
    }

    private void removeVolume(String name, ResourceId resource) {
        List<Cause> causes = List.of(Cause.of(Cause.Kind.ASKED_FOR));
        verdicts.give(new Change(resource, Verdict.REMOVE, causes, Downtime.NONE, true));
        Draft remove = steps.add(new RemoveVolume(name), resource);
        new HashSet<>(removals.values()).forEach(remove::after);
    }
}
