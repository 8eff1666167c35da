package io.homelabhub.planning;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.PreStartHook;
import io.homelabhub.graph.Condition;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.Restarts;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Gate;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out what the containers of a service wait for, of what was planned before them. */
final class GatePlanning {
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final NetworkPlanning networks;
    private final VolumePlanning volumes;
    private final ImagePlanning images;
    private final Renewals renewals;
    private final AwaitedConditions conditions;
    private final OtherHosts others;
    private final Map<String, PlannedService> planned;
    private final Map<String, DesiredService> services = new HashMap<>();

    /** @param planned the services that are planned already, which become more */
    GatePlanning(
            DesiredState desired,
            ObservedIndex observed,
            StepDrafts steps,
            NetworkPlanning networks,
            VolumePlanning volumes,
            ImagePlanning images,
            Renewals renewals,
            AwaitedConditions conditions,
            OtherHosts others,
            Map<String, PlannedService> planned) {
        this.observed = observed;
        this.steps = steps;
        this.networks = networks;
        this.volumes = volumes;
        this.images = images;
        this.renewals = renewals;
        this.conditions = conditions;
        this.others = others;
        this.planned = planned;
        desired.services().forEach(service -> services.put(service.name(), service));
    }

    ContainerSteps.Gates of(DesiredService service, boolean creates, boolean starts) {
        List<Draft> toCreate = new ArrayList<>();
        List<Draft> toAttach = networks.before(service.containers().stream()
                .flatMap(container -> container.networks().stream())
                .map(NetworkAttachment::network)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        List<Draft> toStart = new ArrayList<>();
        List<Draft> toStartEnded = new ArrayList<>();
        if (creates) {
            toCreate.addAll(lenders(service));
            images.fetch(service).ifPresent(toCreate::add);
            toCreate.addAll(toAttach);
            for (ContainerSpec container : service.containers()) {
                toCreate.addAll(volumes.before(new MountList(container.hostConfig())
                        .mounts().stream().map(MountList.Entry::source).toList()));
            }
        }
        if (starts) {
            for (DesiredDependency dependency : service.dependencies()) {
                (dependency.required() ? toStart : toStartEnded).addAll(gate(dependency));
                toStart.addAll(elsewhere(service, dependency));
            }
        }
        return new ContainerSteps.Gates(toCreate, toAttach, toStart, toStartEnded, lendersStops(service.name()));
    }

    /** What has to be there before the containers in which its hooks run can be created. */
    List<Draft> ofHooks(DesiredService service) {
        List<Draft> before = new ArrayList<>(lenders(service));
        for (PreStartHook hook : service.hooks().preStart()) {
            images.fetch(hook.image()).ifPresent(before::add);
            before.addAll(networks.before(hook.runner().networks().stream()
                    .map(NetworkAttachment::network)
                    .toList()));
            before.addAll(volumes.before(new MountList(hook.runner().hostConfig())
                    .mounts().stream().map(MountList.Entry::source).toList()));
        }
        return before;
    }

    /** Where the containers are stopped whose namespaces a service's containers live in. */
    List<Draft> lendersStops(String service) {
        return Stream.ofNullable(services.get(service))
                .flatMap(description -> description.dependencies().stream())
                .filter(DesiredDependency::shared)
                .flatMap(dependency -> Stream.ofNullable(planned.get(dependency.service())))
                .flatMap(lender -> lender.stops().stream())
                .toList();
    }

    /** The engine looks for the container that another shares when it creates that, under its own name. */
    List<Draft> lenders(DesiredService service) {
        return service.dependencies().stream()
                .filter(DesiredDependency::shared)
                .flatMap(dependency -> Optional.ofNullable(planned.get(dependency.service())).stream())
                .flatMap(lender -> lender.starts().stream())
                .toList();
    }

    /** What it cannot do without, and another host brings about. */
    private List<Draft> elsewhere(DesiredService dependant, DesiredDependency dependency) {
        return others.hostOf(dependency.service()).filter(any -> dependency.required()).stream()
                .map(host -> new Gate(host, dependency.service(), OtherHosts.awaited(dependency.conditions())))
                .map(gate -> steps.add(gate, ResourceId.service(dependant.name())))
                .toList();
    }

    /** Waits for what others wait for on other hosts, as for what they wait for on this one. */
    void awaitForOthers() {
        others.awaitedHere().forEach((name, asked) -> {
            PlannedService target = planned.get(name);
            DesiredService service = services.get(name);
            if (others.waiting().contains(name)
                    && target != null
                    && service != null
                    && !OtherHosts.isOnlyStarted(asked)
                    && (target.awaits().isEmpty() || renewals.mayStay(name))) {
                awaitKept(service, target);
            }
        });
    }

    private List<Draft> gate(DesiredDependency dependency) {
        PlannedService other = planned.get(dependency.service());
        DesiredService description = services.get(dependency.service());
        if (other == null || description == null) {
            return List.of();
        }
        boolean onlyStarted = dependency.conditions().stream().allMatch(Condition.STARTED::equals);
        if (onlyStarted) {
            return withTheOldGone(other.started(), other);
        }
        if (other.awaits().isEmpty() || renewals.mayStay(dependency.service())) {
            awaitKept(description, other);
        }
        return withTheOldGone(other.awaits(), other);
    }

    /** Who connects to a service shall find the one that stays, and not one that is about to go. */
    private static List<Draft> withTheOldGone(List<Draft> reached, PlannedService service) {
        return Stream.concat(reached.stream(), service.lateStops().stream()).toList();
    }

    /**
     * A service that stays as it is, or stays if no other image comes, can still be on its way up; whether its endpoint
     * answers, a look does not tell.
     */
    private void awaitKept(DesiredService service, PlannedService target) {
        Await.Condition condition = conditions.of(service.name());
        ContainerSteps drafting =
                new ContainerSteps(observed, steps, service, target, ContainerSteps.Gates.NONE, condition);
        for (ContainerSpec container : service.containers()) {
            observed.container(container.name())
                    .filter(live -> !isReached(service, live, condition))
                    .ifPresent(live -> drafting.await(live.name()).after(target.starts()));
        }
    }

    private static boolean isReached(DesiredService service, ObservedContainer live, Await.Condition condition) {
        return switch (condition) {
            case HEALTHY -> live.health() == Health.HEALTHY && live.state() == ContainerState.RUNNING;
            case COMPLETED ->
                live.state() == ContainerState.EXITED && live.exitCode().orElse(1) == 0;
            default ->
                service.endpoint().isEmpty()
                        && (live.health() == Health.HEALTHY || (live.health() == Health.NONE && !Restarts.any(live)));
        };
    }
}
