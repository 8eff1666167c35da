package io.homelabhub.deployment;

import io.homelabhub.catalog.ServiceSelector;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Plan;
import io.homelabhub.planning.ProjectElsewhere;
import io.homelabhub.session.HomelabSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * An undeploy over several hosts. What goes from each is known once all of them have been looked at: a service is taken away wherever it has
 * containers, after what needs it on any of them, and refused while something that stays needs it. Immutable.
 */
public final class SpreadRemoval {
    private final HomelabSettings settings;
    private final RemovalRequest request;
    private final RemovalPlanning planning;
    private final DeploySites sites;

    private SpreadRemoval(
            HomelabSettings settings, RemovalRequest request, RemovalPlanning planning, DeploySites sites) {
        this.settings = settings;
        this.request = request;
        this.planning = planning;
        this.sites = sites;
    }

    /**
     * That of a request that names no host.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     */
    public static SpreadRemoval of(HomelabSettings settings, RemovalRequest request) {
        ProjectDefinition definition =
                DefinitionLoader.load(settings.sources().across(Optional.empty()), request.names());
        return new SpreadRemoval(
                settings, request, RemovalPlanning.of(definition, request), DeploySites.of(definition, request));
    }

    /** The hosts that are to be looked at. */
    public DeploySites sites() {
        return sites;
    }

    /** What has to be known of each. */
    public ObserveRequest toObserve() {
        return planning.toObserve();
    }

    /** What one host has of the project, and what is to be known of its engine. */
    public record Seen(ObservedState observed, EngineInfo engine) {}

    /**
     * The part of each host.
     *
     * @param seen all hosts of {@link #sites}, by name
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     */
    public Result plan(Map<String, Seen> seen) {
        Map<String, ObservedState> observed = new TreeMap<>();
        seen.forEach((host, one) -> observed.put(host, one.observed()));
        Choice choice = choice(observed);
        Map<String, HostPlan> plans = new TreeMap<>();
        Terms terms = planning.terms(settings);
        seen.forEach(
                (host, one) -> plans.put(host, new HostPlan(choice.plan(host, one.observed()), terms, one.engine())));
        return new Result(plans, choice.notices());
    }

    /**
     * What came of the looks.
     *
     * @param plans the part of each host, by its name
     * @param notices what the reader should know of all hosts together
     */
    public record Result(Map<String, HostPlan> plans, List<String> notices) {
        public Result {
            plans = Map.copyOf(plans);
            notices = List.copyOf(notices);
        }
    }

    private Choice choice(Map<String, ObservedState> observed) {
        ProjectView view = planning.view(observed.values());
        Map<String, ProjectContainers> ours = new TreeMap<>();
        observed.forEach((host, state) -> ours.put(host, ProjectContainers.of(planning.project(), state)));
        Set<String> services = Selections.removed(view, request, service -> ours.values().stream()
                        .anyMatch(there -> !there.of(view.composeName(service)).isEmpty()))
                .stream()
                .map(view::composeName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> volumes = VolumeNames.described(view, observed.values()).orAll(request.volumes());
        return new Choice(view, observed, ours, services, volumes);
    }

    /** What was asked for, as it is on all hosts together. */
    private final class Choice {
        private final ProjectView view;
        private final Map<String, ObservedState> observed;
        private final Map<String, ProjectContainers> ours;
        private final Set<String> services;
        private final Set<String> volumes;
        private final boolean projectStays;

        Choice(
                ProjectView view,
                Map<String, ObservedState> observed,
                Map<String, ProjectContainers> ours,
                Set<String> services,
                Set<String> volumes) {
            this.view = view;
            this.observed = observed;
            this.ours = ours;
            this.services = services;
            this.volumes = volumes;
            this.projectStays = ours.values().stream().anyMatch(there -> !goingWhole(there));
        }

        private boolean goingWhole(ProjectContainers there) {
            Set<String> staying = new TreeSet<>(there.byService().keySet());
            staying.removeAll(services);
            if (request.removeOrphans() || view.removesOrphans()) {
                staying.retainAll(view.composeGraph().vertices());
            }
            return staying.isEmpty();
        }

        /** A host without a part is looked at, and nothing is done to it, not even to its data. */
        Plan plan(String host, ObservedState there) {
            return hasPart(host)
                    ? planning.plan(view, there, going(host), volumes(host), elsewhere(host))
                    : new Plan(planning.project(), request.operation(), List.of(), List.of(), List.of());
        }

        /** Something goes there, or it keeps the jobs of a project that goes. */
        private boolean hasPart(String host) {
            boolean all = request.names().contains(ServiceSelector.ALL);
            return !going(host).isEmpty() || (all && host.equals(sites.homeName()));
        }

        /** What belongs there or is there, of what goes. */
        private Set<String> going(String host) {
            Set<String> going = new TreeSet<>(there(host).byService().keySet());
            sites.byHost().getOrDefault(host, List.of()).stream()
                    .map(view::composeName)
                    .forEach(going::add);
            going.retainAll(services);
            return going;
        }

        private ProjectContainers there(String host) {
            return ours.getOrDefault(host, ProjectContainers.of(planning.project(), ObservedState.EMPTY));
        }

        private ProjectElsewhere elsewhere(String host) {
            return new ProjectElsewhere(
                    others(host, (service, containers) -> services.contains(service)),
                    others(
                            host,
                            (service, containers) -> !services.contains(service)
                                    && containers.stream()
                                            .anyMatch(one -> one.state().isRunning())),
                    projectStays);
        }

        private Map<String, List<String>> others(
                String host, BiPredicate<String, Collection<ObservedContainer>> which) {
            Map<String, List<String>> others = new TreeMap<>();
            ours.forEach((other, there) -> there.byService().forEach((service, containers) -> {
                if (!other.equals(host) && which.test(service, containers)) {
                    others.computeIfAbsent(service, any -> new ArrayList<>()).add(other);
                }
            }));
            return others;
        }

        /** Those that are there; where the project has one of that name somewhere, another project's elsewhere is not meant. */
        private Set<String> volumes(String host) {
            return volumes.stream()
                    .filter(name -> volume(host, name)
                            .filter(volume -> isOurs(volume) || noneIsOurs(name))
                            .isPresent())
                    .collect(Collectors.toSet());
        }

        private Optional<ObservedVolume> volume(String host, String name) {
            return observed.getOrDefault(host, ObservedState.EMPTY).volume(name);
        }

        private boolean isOurs(ObservedVolume volume) {
            return volume.isOf(planning.project());
        }

        private boolean noneIsOurs(String name) {
            return observed.keySet().stream()
                    .noneMatch(host -> volume(host, name).filter(this::isOurs).isPresent());
        }

        List<String> notices() {
            List<String> hosts =
                    observed.keySet().stream().filter(this::hasPart).toList();
            return volumes.stream()
                    .filter(name ->
                            hosts.stream().noneMatch(host -> volume(host, name).isPresent()))
                    .sorted()
                    .map(name -> "volume " + name + " is not there on any of " + String.join(", ", hosts))
                    .toList();
        }
    }
}
