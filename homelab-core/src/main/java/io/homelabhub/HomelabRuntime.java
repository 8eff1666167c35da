package io.homelabhub;

import io.homelabhub.EngineOpening.OpenEngine;
import io.homelabhub.PlanApplication.Bound;
import io.homelabhub.PlanApplication.Terms;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.PlanFingerprint;
import io.homelabhub.planning.RemovalPlanner;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.OnFailure;
import io.homelabhub.run.PlanRunner;
import io.homelabhub.secret.SecretMask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Plans and applies for one homelab. Immutable and thread-safe; each call reads the files anew and opens and closes an
 * engine of its own.
 */
public final class HomelabRuntime {
    /** A stop costs the engine next to nothing while the program takes its time to end. */
    private static final int ENDING_AT_ONCE = 64;

    private final HomelabSettings settings;

    HomelabRuntime(HomelabSettings settings) {
        this.settings = settings;
    }

    /**
     * What the files say, for looking at: required variables may be missing.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything else that is wrong with them
     */
    public Definition definition() {
        return definition(List.of());
    }

    /**
     * The catalog alone, without a look at the bundles; without one, a service for each of the Compose files.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with what was read
     */
    public ServiceCatalog catalog() {
        return DefinitionLoader.catalog(settings.sources());
    }

    /** The catalog that is read; empty if Compose files alone say what there is. */
    public Optional<Path> catalogFile() {
        return DefinitionLoader.catalogFile(settings.sources());
    }

    private Definition definition(List<String> names) {
        return DefinitionLoader.load(settings.sources(), names);
    }

    /** Plans to deploy {@code names} and what they need. */
    public PreparedPlan plan(String... names) {
        return plan(DeployRequest.of(List.of(names)));
    }

    /**
     * Plans a deploy. Changes nothing.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public PreparedPlan plan(DeployRequest request) {
        try (EngineOpening opening = open()) {
            Planned planned = planned(request, opening::await);
            return prepared(
                    opening.await(), planned.plan(), terms(request, planned), request.lockWait(), again -> planned(
                                    request, () -> again)
                            .plan());
        }
    }

    private Terms terms(DeployRequest request, Planned planned) {
        return new Terms(planned.mask(), new ApplyOptions(settings.atOnce(), request.onFailure(), request.within()));
    }

    /**
     * Plans a deploy and applies the plan, both under the project's lock: another deploy that was under way has then ended, and the
     * plan cannot be stale. Waits for the lock as long as {@link DeployRequest#lockWait} says.
     *
     * @param consent asked on this thread, with the lock held, whether the plan is to be applied; not asked about a plan that has
     *     nothing to do
     * @return what was done. Its ending is a success, or {@code CANCELLED} with no step begun if consent was not given
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws LockedException if somebody else still deploys the project; nothing was done
     * @throws PlanRefusedException if the plan refuses something; nothing was done and nobody asked
     * @throws io.homelabhub.run.ApplyFailedException if it did not succeed; carries what was done and what became of it
     * @throws EngineException if the engine does not answer to begin with
     */
    public ApplyResult deploy(DeployRequest request, Predicate<? super Plan> consent) {
        return deploy(request, consent, new Cancellation());
    }

    /**
     * Plans and applies, as {@link #deploy(DeployRequest, Predicate)}, and can be ended early from another thread.
     *
     * @param cancellation ends it, also while it waits for the lock
     */
    public ApplyResult deploy(DeployRequest request, Predicate<? super Plan> consent, Cancellation cancellation) {
        try (EngineOpening opening = open()) {
            String project = definition(request.names()).project();
            OpenEngine open = opening.await();
            return new PlanApplication(settings, open, cancellation)
                    .planAndApply(
                            project,
                            request,
                            () -> {
                                Planned planned = planned(request, () -> open);
                                return new Bound(planned.plan(), terms(request, planned));
                            },
                            consent);
        }
    }

    /**
     * Takes up a plan that was put aside. Changes nothing.
     *
     * @throws StalePlanException if the engine or the files have moved since, naming what has
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws EngineException if the engine does not answer
     */
    public PreparedPlan plan(SavedPlan saved) {
        PreparedPlan prepared = plan(saved.request());
        if (!PlanFingerprint.of(prepared.plan()).equals(saved.fingerprint())) {
            throw StalePlanException.between(saved.verdicts(), prepared.plan());
        }
        return prepared;
    }

    /** Plans a deploy as to an engine that has nothing: for a look when no engine answers. */
    public Plan planWithoutEngine(DeployRequest request) {
        DeploySelection selection = DeploySelection.of(definition(request.names()), request, Set.of());
        return new DeployPlanning(selection, settings.timing()).plan(ObservedState.EMPTY);
    }

    /**
     * Plans an undeploy. Changes nothing.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public PreparedPlan planRemoval(RemovalRequest request) {
        try (EngineOpening opening = open()) {
            OpenEngine engine = opening.await();
            ProjectView view = view(request.names(), opening);
            Terms terms = new Terms(
                    SecretMask.NONE,
                    new ApplyOptions(settings.parallelism().orElse(ENDING_AT_ONCE), OnFailure.KEEP, request.within()));
            Function<OpenEngine, Plan> planning = again -> removal(view, request, again.engine());
            return prepared(engine, planning.apply(engine), terms, request.lockWait(), planning);
        }
    }

    /**
     * How the project stands. Each of its containers is inspected.
     *
     * @param names services, groups or patterns; none for everything
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public ProjectStatus status(String... names) {
        try (EngineOpening opening = open()) {
            ProjectView view = view(List.of(names), opening);
            return status(view, opening.await(), List.of(names));
        }
    }

    /**
     * Whether what is deployed is well. Runs the containers' own health tests, and asks the catalog's endpoints from this machine.
     *
     * @param names services, groups or patterns, deployed or not; none for everything that is deployed
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public ProjectHealth health(String... names) {
        try (EngineOpening opening = open()) {
            ProjectView view = view(List.of(names), opening);
            OpenEngine engine = opening.await();
            ProjectStatus status = status(view, engine, List.of(names));
            return new HealthReading(view, engine.engine(), settings.prober())
                    .of(names.length == 0 ? status.deployed() : status, settings.atOnce(), settings.timing());
        }
    }

    private ProjectStatus status(ProjectView view, OpenEngine engine, List<String> names) {
        List<String> wanted = names.isEmpty() ? List.of() : view.selector().members(names);
        ProjectStatus all = StatusReading.of(
                view,
                engine.info(),
                observe(engine.engine(), view.project(), true),
                settings.timing().now());
        return names.isEmpty() ? all : all.only(wanted);
    }

    /**
     * Asks the engine who it is.
     *
     * @throws EngineException if it does not answer, with every way that was tried
     */
    public EngineInfo engine() {
        try (EngineOpening opening = open()) {
            return opening.await().info();
        }
    }

    /** Who deploys the project at present; empty if nobody does. */
    public Optional<LockHolder> lockHolder() {
        try (EngineOpening opening = open()) {
            return opening.await().engine().lockHolder(view(List.of(), opening).project());
        }
    }

    /**
     * Takes the project's lock from a holder that is no longer at work, as {@link #lockHolder} has told it. Whoever has taken the
     * lock since keeps it.
     *
     * @return whether it was taken from that holder; false if they no longer held it
     */
    public boolean releaseLock(LockHolder holder) {
        try (EngineOpening opening = open()) {
            String project = view(List.of(), opening).project();
            return opening.await().engine().releaseLock(project, holder) == Effect.DONE;
        }
    }

    private EngineOpening open() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return EngineOpening.begin(() -> settings.engine().provider(context), settings.engineSettings());
    }

    private static ObservedState observe(Engine engine, String project) {
        return observe(engine, project, false);
    }

    private static ObservedState observe(Engine engine, String project, boolean inspect) {
        return engine.observe(new ObserveRequest(project, Set.of(), inspect));
    }

    /** What is known of the project: from its files, or where they cannot be used from its containers. */
    private ProjectView view(List<String> names, EngineOpening opening) {
        try {
            return ProjectView.of(definition(names));
        } catch (InvalidInputException broken) {
            ObservedState observed = observe(opening.await().engine(), "");
            return new ProjectSearch(settings.sources(), observed).find(broken);
        }
    }

    /** The errors in the files; none if all of them can be used. */
    public List<Problem> problems() {
        try {
            return definition().errors();
        } catch (InvalidInputException broken) {
            return broken.problems();
        }
    }

    /** The Compose services that have containers. */
    private static Set<String> deployed(Definition definition, OpenEngine engine) {
        return Selections.deployed(definition.project(), observe(engine.engine(), definition.project()));
    }

    /** A deploy's plan, and what hides its secrets. */
    private record Planned(Plan plan, SecretMask mask) {}

    /** @param opening waits until the engine has answered */
    private Planned planned(DeployRequest request, Supplier<OpenEngine> opening) {
        Definition definition = definition(request.names());
        DeploySelection selection = DeploySelection.of(
                definition, request, request.withDependents() ? deployed(definition, opening.get()) : Set.of());
        OpenEngine open = opening.get();
        Pending<ObservedState> observing = Pending.begin(
                "homelab-observe", settings.timing(), () -> open.engine().observe(selection.toObserve()));
        DeployPlanning planning = new DeployPlanning(selection, settings.timing());
        return new Planned(planning.plan(open, observing.await()), planning.mask());
    }

    private Plan removal(ProjectView files, RemovalRequest request, Engine engine) {
        ObservedState observed = observe(engine, files.project());
        ProjectView view = files.withOrphans(ProjectContainers.of(files.project(), observed), request.names());
        return RemovalPlanner.plan(
                view.project(),
                view.composeGraph(),
                observed,
                Selections.forRemoval(view, request, observed),
                request.operation(),
                view.problems().stream().map(Problem::toString).toList());
    }

    /** @param planning plans once more, when the lock is held */
    private PreparedPlan prepared(
            OpenEngine engine, Plan plan, Terms terms, Duration lockWait, Function<OpenEngine, Plan> planning) {
        if (isSettled(plan, engine.engine())) { // as if done at the moment when it was planned: no lock, no second look
            return new PreparedPlan(
                    plan,
                    engine.info(),
                    (planned, cancellation) -> PlanRunner.nothingToDo(planned, settings.listener(), settings.timing()));
        }
        return new PreparedPlan(plan, engine.info(), (planned, cancellation) -> {
            try (EngineOpening opening = open()) {
                return new PlanApplication(settings, opening.await(), cancellation)
                        .applyUnchanged(planned, terms, lockWait, planning);
            }
        });
    }

    /**
     * Whether nothing is to do, all that stays is well for all that is known, and nobody else is at it. A lock that was left
     * behind is something to do.
     */
    private static boolean isSettled(Plan plan, Engine engine) {
        return plan.isEmpty()
                && !plan.isDoubtful()
                && engine.lockHolder(plan.project()).isEmpty();
    }
}
