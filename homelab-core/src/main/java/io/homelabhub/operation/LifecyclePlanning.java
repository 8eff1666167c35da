package io.homelabhub.operation;

import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectSearch;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PlanMaking;
import io.homelabhub.deployment.Preparation;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.Terms;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.graph.Follow;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.Lifecycle;
import io.homelabhub.planning.LifecycleOptions;
import io.homelabhub.planning.LifecyclePlanner;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.OnFailure;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Plans to start, stop or restart services, for one call. */
final class LifecyclePlanning {
    private static final String NO_HOOKS = "no hook is run, as the files cannot be used";
    private static final Set<Verdict> DIFFERS = Set.of(Verdict.RECREATE, Verdict.UPDATE, Verdict.SIGNAL);

    private final Sessions sessions;
    private final HomelabSettings settings;
    private final Session session;
    private final LifecycleRequest request;

    LifecyclePlanning(Sessions sessions, Session session, LifecycleRequest request) {
        this.sessions = sessions;
        this.settings = sessions.settings();
        this.session = session;
        this.request = request;
    }

    PreparedPlan prepared() {
        ProjectView files = ProjectSearch.view(settings.sources(), request.names(), () -> session.await()
                .engine()
                .observe(ObserveRequest.listing("")));
        ObservedState observed = observe(session.await(), files);
        ProjectView view = withOrphans(files, ProjectContainers.of(files.project(), observed));
        Set<String> services = services(view, observed);
        Optional<Map<String, DesiredService>> described = endsOrStarts() ? described(services) : Optional.of(Map.of());
        List<String> notices = notices(view, observed, services);
        if (described.isEmpty()) {
            notices.add(NO_HOOKS);
        }
        LifecycleOptions options = new LifecycleOptions(
                request.lifecycle(), services, request.stopTimeout(), request.signal(), described.orElse(Map.of()));
        Function<ObservedState, Plan> planning = seen -> LifecyclePlanner.plan(
                view.project(),
                view.composeGraph(),
                seen.withTime(settings.timing().now()),
                options,
                request.operation(),
                notices);
        Terms terms =
                new Terms(view.maskWith(observed), new ApplyOptions(settings.atOnce(), onFailure(), request.within()));
        return new Preparation(sessions, session)
                .prepared(
                        planning.apply(observed),
                        terms,
                        request.lockWait(),
                        again -> planning.apply(observe(again, view)));
    }

    private ProjectView withOrphans(ProjectView files, ProjectContainers ours) {
        boolean all = request.orphans() && request.names().contains("all");
        return files.withOrphans(ours, all ? ours.byService().keySet() : request.names());
    }

    private boolean endsOrStarts() {
        return Set.of(Lifecycle.START, Lifecycle.STOP, Lifecycle.RESTART).contains(request.lifecycle());
    }

    /** A stop that fails leaves stopped what is; a restart that fails brings everything up again. */
    private OnFailure onFailure() {
        return request.lifecycle() == Lifecycle.RESTART ? OnFailure.ROLLBACK : OnFailure.KEEP;
    }

    private static ObservedState observe(OpenEngine open, ProjectView view) {
        return open.engine().observe(new ObserveRequest(view.project(), Set.of(), true));
    }

    /** By their Compose names. */
    private Set<String> services(ProjectView view, ObservedState observed) {
        Set<String> named = new TreeSet<>(view.selector().members(request.names()));
        if (request.lifecycle() == Lifecycle.START && !request.alone()) {
            named.addAll(view.graph().closure(named, Follow.REQUIRED));
        } else if (request.withDependents()) {
            named.addAll(view.graph().dependantsClosure(named, Follow.REQUIRED));
        }
        Set<String> services = new TreeSet<>();
        named.forEach(service -> services.add(view.composeName(service)));
        if (request.lifecycle() == Lifecycle.RESTART && !request.alone()) {
            services.addAll(LifecyclePlanner.along(services, view.composeGraph(), observed, view.project()));
        }
        return services;
    }

    /** As the files have them; where these cannot be used, no hook is run, and what is started is waited for as usual. */
    private Optional<Map<String, DesiredService>> described(Set<String> services) {
        try {
            return Optional.of(
                    DefinitionLoader.load(settings.sources(), request.names()).described(services));
        } catch (InvalidInputException unusable) {
            return Optional.empty();
        }
    }

    private List<String> notices(ProjectView view, ObservedState observed, Set<String> services) {
        List<String> notices = new ArrayList<>();
        view.problems().stream().map(Problem::toString).forEach(notices::add);
        ProjectContainers ours = ProjectContainers.of(view.project(), observed);
        Set<String> asked = new TreeSet<>();
        view.selector().members(request.names()).forEach(service -> asked.add(view.composeName(service)));
        switch (request.lifecycle()) {
            case START -> notices.addAll(absent(ours, view, asked));
            case PAUSE, UNPAUSE, KILL -> notices.addAll(absent(ours, view, asked));
            case STOP -> notices.addAll(left(ours, view, services));
            case RESTART -> {
                notices.addAll(absent(ours, view, asked));
                services.stream()
                        .filter(service -> !asked.contains(service))
                        .filter(service -> !request.withDependents())
                        .forEach(service -> notices.add(
                                view.catalogName(service) + " is included: it is restarted with what it needs"));
                notices.addAll(
                        differing(view, services.stream().map(view::catalogName).toList()));
            }
        }
        return notices;
    }

    private static List<String> absent(ProjectContainers ours, ProjectView view, Set<String> asked) {
        return asked.stream()
                .filter(service -> ours.of(service).isEmpty())
                .map(view::catalogName)
                .map(service -> service + " has no container; `homelab deploy " + service + "` makes one")
                .toList();
    }

    /** Who runs on and needs one that stops. */
    private static List<String> left(ProjectContainers ours, ProjectView view, Set<String> services) {
        return view.composeGraph().edges().stream()
                .filter(edge -> edge.required() && services.contains(edge.to()) && !services.contains(edge.from()))
                .filter(edge -> ours.of(edge.from()).stream()
                        .anyMatch(container -> container.state().isUp()))
                .map(edge -> view.catalogName(edge.from()) + " runs on and needs " + view.catalogName(edge.to())
                        + "; --with-dependents stops it as well")
                .sorted()
                .toList();
    }

    /** A restart keeps the configuration that containers were made with. */
    private List<String> differing(ProjectView view, List<String> services) {
        try {
            Plan deploy = new PlanMaking(sessions, session)
                    .deploy(DeployRequest.of(services).withDependencies(false))
                    .plan();
            List<String> differing = deploy.changes().stream()
                    .filter(change -> DIFFERS.contains(change.verdict()))
                    .filter(change -> change.resource().kind() == ResourceId.Kind.SERVICE)
                    .map(change -> view.catalogName(change.resource().name()))
                    .toList();
            return differing.isEmpty()
                    ? List.of()
                    : List.of("a restart keeps the configuration; " + String.join(", ", differing) + " "
                            + (differing.size() == 1 ? "differs" : "differ") + " from the files: `homelab deploy "
                            + String.join(" ", differing) + "`");
        } catch (InvalidInputException | EngineException unknown) {
            return List.of();
        }
    }
}
