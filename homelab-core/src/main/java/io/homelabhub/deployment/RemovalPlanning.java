package io.homelabhub.deployment;

import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.HostsLoader;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.definition.ProjectSearch;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.host.Host;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Plan;
import io.homelabhub.planning.ProjectElsewhere;
import io.homelabhub.planning.RemovalOptions;
import io.homelabhub.planning.RemovalPlanner;
import io.homelabhub.planning.RemovedImages;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.OnFailure;
import io.homelabhub.session.HomelabSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** An undeploy made into a plan for an engine. */
final class RemovalPlanning {
    /** A stop costs the engine next to nothing while the program takes its time to end. */
    private static final int ENDING_AT_ONCE = 64;

    private final ProjectView files;
    private final RemovalRequest request;
    private final Optional<Map<String, DesiredService>> described;
    private final List<String> notices = new ArrayList<>();

    private RemovalPlanning(
            ProjectView files, RemovalRequest request, Optional<Map<String, DesiredService>> described) {
        this.files = files;
        this.request = request;
        this.described = described;
    }

    /**
     * For a request to one host.
     *
     * @param everything that an engine lists; asked only if the files cannot be used
     */
    static RemovalPlanning of(DefinitionSources sources, RemovalRequest request, Supplier<ObservedState> everything) {
        try {
            return of(DefinitionLoader.load(sources, request.names()), request);
        } catch (InvalidInputException unusable) {
            RemovalPlanning planning = withoutHooks(ProjectSearch.view(sources, request.names(), everything), request);
            planning.notices.addAll(unseen(sources));
            return planning;
        }
    }

    /** For a request to one host or several, by files that can be read. */
    static RemovalPlanning of(ProjectDefinition definition, RemovalRequest request) {
        ProjectView view = ProjectView.of(definition);
        try {
            return new RemovalPlanning(view, request, Optional.of(described(definition)));
        } catch (InvalidInputException unusable) {
            return withoutHooks(view, request);
        }
    }

    private static RemovalPlanning withoutHooks(ProjectView view, RemovalRequest request) {
        RemovalPlanning planning = new RemovalPlanning(view, request, Optional.empty());
        planning.notices.add("no hook is run, as the files cannot be used");
        return planning;
    }

    private static Map<String, DesiredService> described(ProjectDefinition definition) {
        Set<String> all = definition.graph().vertices().stream()
                .map(definition::composeName)
                .collect(Collectors.toSet());
        return definition.described(all);
    }

    /** The other hosts that the owner has named: files that cannot be used do not say what runs there. */
    private static List<String> unseen(DefinitionSources sources) {
        try {
            Set<String> names = HostsLoader.load(sources).byName().values().stream()
                    .filter(host -> !host.isLocal())
                    .map(Host::name)
                    .collect(Collectors.toSet());
            return sources.host().isPresent() || names.isEmpty()
                    ? List.of()
                    : List.of("only this machine was looked at, as the files cannot be used; for others, add --host: "
                            + names.stream().sorted().collect(Collectors.joining(", ")));
        } catch (InvalidInputException unusable) {
            return List.of();
        }
    }

    String project() {
        return files.project();
    }

    /** How its plans are applied. */
    Terms terms(HomelabSettings settings) {
        int atOnce = settings.parallelism().orElse(ENDING_AT_ONCE);
        return new Terms(files.mask(), new ApplyOptions(atOnce, OnFailure.KEEP, request.within()));
    }

    /** What has to be known of an engine. */
    ObserveRequest toObserve() {
        Set<String> images = request.images() == RemovedImages.NONE
                ? Set.of()
                : described.orElse(Map.of()).values().stream()
                        .map(service -> service.image().reference())
                        .collect(Collectors.toSet());
        return new ObserveRequest(project(), images, false);
    }

    /** The files, and what has left them and is asked for by the name that its containers have. */
    ProjectView view(Iterable<ObservedState> seen) {
        ProjectView view = files;
        for (ObservedState observed : seen) {
            view = view.withOrphans(ProjectContainers.of(project(), observed), request.names());
        }
        return view;
    }

    /** The plan for the only engine that there is a part in it for. */
    Plan plan(ObservedState observed) {
        ProjectView view = view(List.of(observed));
        Set<String> deployed = Selections.deployed(project(), observed);
        Set<String> services =
                Selections.removed(view, request, service -> deployed.contains(view.composeName(service)));
        return plan(
                view,
                observed,
                services.stream().map(view::composeName).collect(Collectors.toSet()),
                VolumeNames.described(view, observed).orAll(request.volumes()),
                ProjectElsewhere.NONE);
    }

    /**
     * The plan for one engine.
     *
     * @param services by their Compose names
     * @param volumes the engine's names of those that go
     */
    Plan plan(
            ProjectView view,
            ObservedState observed,
            Set<String> services,
            Set<String> volumes,
            ProjectElsewhere elsewhere) {
        RemovalOptions options = new RemovalOptions(
                services,
                request.onlyDown(),
                volumes,
                request.images(),
                request.removeOrphans() || view.removesOrphans(),
                request.jobsHistory(),
                request.stopTimeout(),
                described.orElse(Map.of()),
                elsewhere);
        List<String> all = new ArrayList<>();
        view.problems().forEach(problem -> all.add(problem.toString()));
        all.addAll(notices);
        return RemovalPlanner.plan(project(), view.composeGraph(), observed, options, request.operation(), all);
    }
}
