package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.ServiceHooks;
import io.homelabhub.graph.Condition;
import io.homelabhub.graph.Dependency;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Action.PauseContainer;
import io.homelabhub.plan.Action.RunHook;
import io.homelabhub.plan.Action.SignalContainer;
import io.homelabhub.plan.Action.StartContainer;
import io.homelabhub.plan.Action.StopContainer;
import io.homelabhub.plan.Action.UnpauseContainer;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.HookCommand;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Works out how services are started, stopped, restarted, paused or signalled as they are: dependants go down first, dependencies come up first and are
 * waited for. No container of a service is made, changed or removed. Pure, as {@link Planner} is.
 */
public final class LifecyclePlanner {
    private final Lifecycle lifecycle;
    private final String signal;
    private final DependencyGraph graph;
    private final ObservedIndex observed;
    private final Map<String, DesiredService> described;
    private final StepDrafts steps;
    private final Verdicts verdicts = new Verdicts();
    private final Map<String, List<Draft>> stops = new HashMap<>();
    private final Map<String, Draft> stopOf = new HashMap<>();
    private final Map<String, List<Draft>> awaits = new HashMap<>();

    private LifecyclePlanner(DependencyGraph graph, ObservedIndex observed, LifecycleOptions options) {
        this.lifecycle = options.lifecycle();
        this.signal = options.signal();
        this.graph = graph.restrictedTo(options.services());
        this.observed = observed;
        this.described = options.described();
        Map<String, ServiceHooks> hooks = new HashMap<>();
        described.forEach((name, service) -> hooks.put(name, service.hooks()));
        this.steps = new StepDrafts(options.stopTimeout(), ContainerHooks.of(hooks, observed));
    }

    /**
     * Plans it.
     *
     * @param project the Compose project
     * @param graph who needs whom
     * @param operation what it is called, as {@code restart bots}
     * @param notices what the reader should know beforehand
     */
    public static Plan plan(
            String project,
            DependencyGraph graph,
            ObservedState observed,
            LifecycleOptions options,
            String operation,
            List<String> notices) {
        ObservedIndex index = new ObservedIndex(project, observed);
        return new LifecyclePlanner(graph, index, options).plan(project, operation, notices);
    }

    private Plan plan(String project, String operation, List<String> notices) {
        List<String> order = graph.dependenciesFirst(Comparator.naturalOrder());
        order.forEach(lifecycle.starts() || lifecycle.stops() ? this::judge : this::touch);
        if (lifecycle.stops()) {
            graph.dependantsFirst(Comparator.naturalOrder()).forEach(this::stop);
        }
        if (lifecycle.starts()) {
            order.forEach(this::start);
        }
        return new Plan(project, operation, verdicts.all(), steps.numbered(), notices);
    }

    private void judge(String service) {
        List<ObservedContainer> containers = observed.of(service);
        boolean anyUp = containers.stream().anyMatch(LifecyclePlanner::isUp);
        boolean anyToStart = containers.stream().anyMatch(container -> isToStart(service, container));
        ResourceId resource = ResourceId.service(service);
        if (containers.isEmpty()) {
            verdicts.give(resource, Verdict.ABSENT, Cause.of(Cause.Kind.NOT_FOUND));
        } else if (lifecycle.stops() && anyUp) {
            boolean forGood = lifecycle == Lifecycle.STOP;
            verdicts.give(new Change(
                    resource,
                    forGood ? Verdict.STOP : Verdict.RESTART,
                    List.of(Cause.of(Cause.Kind.ASKED_FOR)),
                    forGood ? Downtime.PERMANENT : Downtime.RESTART,
                    false));
        } else if (lifecycle.starts() && anyToStart) {
            verdicts.give(resource, Verdict.START, Cause.of(Cause.Kind.STOPPED));
        } else {
            verdicts.give(resource, Verdict.KEEP, Cause.of(anyUp ? Cause.Kind.UP_TO_DATE : Cause.Kind.STOPPED));
        }
    }

    /** What is done to containers where they are: nobody waits for anybody. */
    private void touch(String service) {
        ResourceId resource = ResourceId.service(service);
        List<ObservedContainer> containers = observed.of(service);
        List<ObservedContainer> touched =
                containers.stream().filter(this::isTouched).toList();
        if (containers.isEmpty()) {
            verdicts.give(resource, Verdict.ABSENT, Cause.of(Cause.Kind.NOT_FOUND));
        } else if (touched.isEmpty()) {
            boolean down = containers.stream().noneMatch(LifecyclePlanner::isUp);
            boolean pauses = lifecycle == Lifecycle.PAUSE;
            Cause.Kind paused = pauses ? Cause.Kind.PAUSED : Cause.Kind.UP_TO_DATE;
            verdicts.give(resource, Verdict.KEEP, Cause.of(down ? Cause.Kind.STOPPED : paused));
        } else {
            Downtime downtime = lifecycle == Lifecycle.UNPAUSE ? Downtime.NONE : Downtime.PERMANENT;
            List<Cause> causes = List.of(Cause.of(Cause.Kind.ASKED_FOR));
            verdicts.give(new Change(resource, verdict(), causes, downtime, false));
            touched.forEach(container -> touch(container.id(), resource));
        }
    }

    private boolean isTouched(ObservedContainer container) {
        return switch (lifecycle) {
            case PAUSE -> container.state() == ContainerState.RUNNING;
            case UNPAUSE -> container.state() == ContainerState.PAUSED;
            default -> isUp(container);
        };
    }

    private Verdict verdict() {
        return switch (lifecycle) {
            case PAUSE -> Verdict.PAUSE;
            case UNPAUSE -> Verdict.UNPAUSE;
            default -> Verdict.SIGNAL;
        };
    }

    private void touch(String container, ResourceId resource) {
        switch (lifecycle) {
            case PAUSE -> steps.add(new PauseContainer(container), resource, new UnpauseContainer(container));
            case UNPAUSE -> steps.add(new UnpauseContainer(container), resource, new PauseContainer(container));
            default -> steps.add(new SignalContainer(container, signal), resource);
        }
    }

    private static boolean isUp(ObservedContainer container) {
        return container.state().isUp();
    }

    /** What was to end and has ended well is not to run once more unless somebody says so. */
    private boolean isToStart(String service, ObservedContainer container) {
        boolean hasCompleted = condition(service) == Await.Condition.COMPLETED
                && container.state() == ContainerState.EXITED
                && container.exitCode().orElse(0) == 0;
        return !isUp(container) && (lifecycle == Lifecycle.RESTART || !hasCompleted);
    }

    private Await.Condition condition(String service) {
        boolean completes = graph.dependants(service).stream()
                .anyMatch(edge -> edge.conditions().contains(Condition.COMPLETED_SUCCESSFULLY));
        return completes ? Await.Condition.COMPLETED : Await.Condition.READY;
    }

    private void stop(String service) {
        List<Draft> before = new ArrayList<>();
        graph.dependants(service).forEach(edge -> before.addAll(stops.getOrDefault(edge.from(), List.of())));
        for (ObservedContainer container : observed.of(service)) {
            if (isUp(container)) {
                Draft stop = steps.add(
                                new StopContainer(container.id(), Optional.empty()),
                                ResourceId.service(service),
                                new StartContainer(container.id()))
                        .after(before)
                        .restoring(Optional.of(await(service, container)).filter(any -> observed.isWell(container)));
                stops.computeIfAbsent(service, any -> new ArrayList<>()).add(stop);
                stopOf.put(container.id(), stop);
            }
        }
    }

    private void start(String service) {
        List<Draft> starts = new ArrayList<>();
        for (ObservedContainer container : observed.of(service)) {
            Draft stopped = stopOf.get(container.id());
            if (stopped != null || isToStart(service, container)) {
                Draft start = steps.add(new StartContainer(container.id()), ResourceId.service(service));
                start.after(Optional.ofNullable(stopped));
                graph.dependencies(service).forEach(edge -> gate(start, edge));
                starts.add(start);
                Draft await = steps.add(await(service, container), ResourceId.service(service))
                        .after(start)
                        .after(hooksIn(service, container, start));
                awaits.computeIfAbsent(service, any -> new ArrayList<>()).add(await);
            }
        }
        if (!starts.isEmpty()) {
            Optional.ofNullable(described.get(service))
                    .filter(this::runsPreStart)
                    .ifPresent(description -> prepare(description, starts));
        }
    }

    /** What is run in a container that was started; gives the last of it. */
    private Draft hooksIn(String service, ObservedContainer container, Draft start) {
        Draft last = start;
        List<HookCommand> hooks = Optional.ofNullable(described.get(service))
                .map(description -> description.hooks().postStart())
                .orElse(List.of());
        for (HookCommand hook : hooks) {
            last = steps.add(new RunHook(container.id(), hook), ResourceId.service(service))
                    .after(last);
        }
        return last;
    }

    /** Docker Compose runs no hooks before a restart, and neither is one run while a container of the service runs. */
    private boolean runsPreStart(DesiredService service) {
        return lifecycle == Lifecycle.START
                && !service.hooks().preStart().isEmpty()
                && observed.of(service.name()).stream().noneMatch(LifecyclePlanner::isUp);
    }

    private void prepare(DesiredService service, List<Draft> starts) {
        List<Draft> cleared = List.copyOf(new HookRunners(observed, steps, verdicts)
                .remove(List.of(service.name()))
                .values());
        ObservedContainer beside = observed.of(service.name()).get(0);
        new PreStartSteps(steps, service)
                .draft(beside.name(), beside.label(ComposeLabels.VERSION).orElse(""), starts, cleared);
    }

    private void gate(Draft start, Dependency edge) {
        List<Draft> reached = awaits.getOrDefault(edge.to(), List.of());
        if (edge.required()) {
            start.after(reached);
        } else {
            reached.forEach(start::afterEndOf);
        }
    }

    private Await await(String service, ObservedContainer container) {
        ServiceWait wait =
                Optional.ofNullable(described.get(service)).map(ServiceWait::of).orElse(ServiceWait.USUAL);
        Await.Condition condition = condition(service);
        return wait.await(container.name(), service, condition, EndOfRun.of(container, condition));
    }

    /**
     * The services that come along, as they cannot go on when others are restarted: they share a namespace of one, or their
     * dependency says that they are restarted with it.
     *
     * @param services that are restarted, by their Compose names
     */
    public static Set<String> along(
            Set<String> services, DependencyGraph graph, ObservedState observed, String project) {
        ObservedIndex index = new ObservedIndex(project, observed);
        Set<String> all = new TreeSet<>(services);
        boolean more = true;
        while (more) {
            Set<String> found = new TreeSet<>();
            graph.edges().stream()
                    .filter(edge -> edge.restart() && all.contains(edge.to()) && !all.contains(edge.from()))
                    .filter(edge -> index.of(edge.from()).stream().anyMatch(LifecyclePlanner::isUp))
                    .forEach(edge -> found.add(edge.from()));
            more = all.addAll(found);
        }
        all.removeAll(services);
        return all;
    }
}
