package io.homelabhub;

import io.homelabhub.EngineOpening.OpenEngine;
import io.homelabhub.PlanApplication.Bound;
import io.homelabhub.PlanApplication.Terms;
import io.homelabhub.engine.Engine;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Plan;
import io.homelabhub.planning.RemovalPlanner;
import io.homelabhub.problem.Problem;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.OnFailure;
import io.homelabhub.run.PlanRunner;
import io.homelabhub.secret.SecretMask;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes plans, and makes them ready to be applied. */
final class PlanMaking {
    /** A stop costs the engine next to nothing while the program takes its time to end. */
    private static final int ENDING_AT_ONCE = 64;

    private final HomelabSettings settings;
    private final EngineOpening opening;

    /** @param opening awaited only when the engine is needed, so that files are read meanwhile */
    PlanMaking(HomelabSettings settings, EngineOpening opening) {
        this.settings = settings;
        this.opening = opening;
    }

    /** A deploy's plan, and what hides its secrets. */
    private record Planned(Plan plan, SecretMask mask) {}

    PreparedPlan deploy(DeployRequest request) {
        Planned planned = planned(request, opening::await);
        return prepared(
                planned.plan(), terms(request, planned), request.lockWait(), again -> planned(request, () -> again)
                        .plan());
    }

    ApplyResult deployNow(DeployRequest request, Predicate<? super Plan> consent, Cancellation cancellation) {
        String project = definition(request.names()).project();
        OpenEngine open = opening.await();
        Supplier<Bound> planning = () -> {
            Planned planned = planned(request, () -> open);
            return new Bound(planned.plan(), terms(request, planned));
        };
        return new PlanApplication(settings, open, cancellation).planAndApply(project, request, planning, consent);
    }

    PreparedPlan removal(RemovalRequest request) {
        ProjectView view = new ProjectLook(settings, opening).view(request.names());
        int atOnce = settings.parallelism().orElse(ENDING_AT_ONCE);
        Terms terms = new Terms(view.mask(), new ApplyOptions(atOnce, OnFailure.KEEP, request.within()));
        Function<OpenEngine, Plan> planning = open -> removal(view, request, open.engine());
        return prepared(planning.apply(opening.await()), terms, request.lockWait(), planning);
    }

    private Terms terms(DeployRequest request, Planned planned) {
        return new Terms(planned.mask(), new ApplyOptions(settings.atOnce(), request.onFailure(), request.within()));
    }

    private Definition definition(List<String> names) {
        return DefinitionLoader.load(settings.sources(), names);
    }

    /** The Compose services that have containers. */
    private static Set<String> deployed(Definition definition, OpenEngine open) {
        return Selections.deployed(definition.project(), ProjectLook.observe(open.engine(), definition.project()));
    }

    /** @param engine waits until the engine has answered */
    private Planned planned(DeployRequest request, Supplier<OpenEngine> engine) {
        Definition definition = definition(request.names());
        DeploySelection selection = DeploySelection.of(
                definition, request, request.withDependents() ? deployed(definition, engine.get()) : Set.of());
        OpenEngine open = engine.get();
        Pending<ObservedState> observing = Pending.begin(
                "homelab-observe", settings.timing(), () -> open.engine().observe(selection.toObserve()));
        DeployPlanning planning = new DeployPlanning(selection, settings.timing());
        return new Planned(planning.plan(open, observing.await()), planning.mask());
    }

    private static Plan removal(ProjectView files, RemovalRequest request, Engine engine) {
        ObservedState observed = ProjectLook.observe(engine, files.project());
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
    private PreparedPlan prepared(Plan plan, Terms terms, Duration lockWait, Function<OpenEngine, Plan> planning) {
        OpenEngine open = opening.await();
        if (isSettled(plan, open.engine())) { // as if done at the moment when it was planned: no lock, no second look
            return new PreparedPlan(
                    plan,
                    open.info(),
                    (planned, cancellation) -> PlanRunner.nothingToDo(planned, settings.listener(), settings.timing()));
        }
        return new PreparedPlan(plan, open.info(), (planned, cancellation) -> {
            try (EngineOpening again = settings.open()) {
                return new PlanApplication(settings, again.await(), cancellation)
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
