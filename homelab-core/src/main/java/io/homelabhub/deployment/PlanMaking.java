package io.homelabhub.deployment;

import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.deployment.PlanApplication.Bound;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.OldData;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.PlanFingerprint;
import io.homelabhub.plan.Step;
import io.homelabhub.planning.OldVolumes;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.OnFailure;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.session.Deferred;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes plans, and makes them ready to be applied. */
public final class PlanMaking {
    private final Preparation preparation;
    private final HomelabSettings settings;
    private final Session session;

    /**
     * For one call.
     *
     * @param sessions from which a plan that is applied later opens one of its own
     * @param session awaited only when the engine is needed, so that files are read meanwhile
     */
    public PlanMaking(Sessions sessions, Session session) {
        this.preparation = new Preparation(sessions, session);
        this.settings = sessions.settings();
        this.session = session;
    }

    /** A deploy's plan, and what hides its secrets. */
    private record Planned(Plan plan, SecretMask mask) {}

    /** Plans a deploy, as {@code HomelabRuntime.plan} has it. */
    public PreparedPlan deploy(DeployRequest request) {
        Planned planned = planned(request, session::await);
        return preparation.prepared(
                planned.plan(), terms(request, planned), request.lockWait(), again -> planned(request, () -> again)
                        .plan());
    }

    /**
     * Begins to plan the part of a deploy over several hosts that goes to the host of this session: looks at all that has to be known for
     * it.
     *
     * @param deployed the Compose services that have containers on any of them, for a request that takes dependants along
     */
    public HostDeploy across(DeployRequest request, Set<String> deployed) {
        ProjectDefinition definition = definition(request.names());
        OpenEngine open = session.await();
        DeploySelection selection = DeploySelection.of(definition, request, deployed);
        return new HostDeploy(settings, selection, open, open.engine().observe(selection.toObserve()));
    }

    /**
     * Plans to deploy what a one-off container needs, and to create the container. What creates nothing but that, and what it is made
     * of, takes no lock.
     *
     * @param request which of its dependencies come along, and how
     */
    public PreparedPlan oneOff(DeployRequest request, OneOff oneOff) {
        Planned planned = planned(request, oneOff, session.await());
        Terms terms = terms(request, planned);
        return isAlone(planned.plan(), oneOff)
                ? preparation.preparedWithoutLock(planned.plan(), terms)
                : preparation.prepared(
                        planned.plan(), terms, request.lockWait(), again -> planned(request, oneOff, again)
                                .plan());
    }

    /** Plans to go back to images that services ran before, as {@code ServiceOperations.plan} has it. */
    public PreparedPlan rollback(RollbackRequest request) {
        Planned planned = planned(request, session.await());
        Terms terms =
                new Terms(planned.mask(), new ApplyOptions(settings.atOnce(), OnFailure.ROLLBACK, request.within()));
        return preparation.prepared(planned.plan(), terms, request.lockWait(), again -> planned(request, again)
                .plan());
    }

    private Planned planned(RollbackRequest request, OpenEngine open) {
        ProjectDefinition definition = definition(request.names());
        ObservedState listed = open.engine().observe(ObserveRequest.listing(definition.project()));
        RollbackChoice choice = RollbackChoice.of(definition, listed, request);
        if (!choice.isPossible()) {
            return new Planned(choice.plan(), ProjectView.of(definition).mask());
        }
        DeploySelection selection = DeploySelection.of(definition, choice.deploy(), Set.of());
        ObservedState observed = open.engine().observe(choice.toObserve(selection.toObserve()));
        Restoration restoration = choice.restoration(observed);
        if (!restoration.refused().isEmpty()) {
            return new Planned(
                    choice.refusing(restoration.refused()),
                    ProjectView.of(definition).mask());
        }
        DeployPlanning planning = new DeployPlanning(selection, settings, restoration);
        return new Planned(planning.plan(open, observed), planning.mask(observed));
    }

    /** Whether nothing of it can be made twice by two at once. Some engines take two networks of one name, and then start nothing in either. */
    private static boolean isAlone(Plan plan, OneOff oneOff) {
        return plan.steps().stream()
                .map(Step::work)
                .allMatch(work -> work.accept(action -> isAlone(action, oneOff), await -> false, gate -> false));
    }

    private static boolean isAlone(Action action, OneOff oneOff) {
        return switch (action.verb()) {
            case PULL, BUILD -> true;
            case CREATE ->
                action.as(Action.CreateVolume.class).isPresent()
                        || action.subject().filter(oneOff.container()::equals).isPresent();
            case PUSH,
                    TAG,
                    START,
                    STOP,
                    REMOVE,
                    RENAME,
                    UPDATE,
                    SIGNAL,
                    PAUSE,
                    UNPAUSE,
                    RUN,
                    CONNECT,
                    DISCONNECT,
                    RECONNECT -> false;
        };
    }

    private Planned planned(DeployRequest request, OneOff oneOff, OpenEngine open) {
        ProjectDefinition definition = DefinitionLoader.loadToRun(oneOff.sources(), oneOff.service());
        DeploySelection selection = DeploySelection.ofOneOff(definition, request, oneOff.service());
        DeployPlanning planning = new DeployPlanning(selection, settings, oneOff);
        ObservedState observed = open.engine().observe(selection.toObserve());
        return new Planned(planning.plan(open, observed), planning.mask(observed));
    }

    /**
     * Plans a deploy that was put aside.
     *
     * @throws StalePlanException if another plan comes of it now
     */
    public PreparedPlan deploy(SavedPlan saved) {
        PreparedPlan now = deploy(saved.request());
        if (!PlanFingerprint.of(now.plan()).equals(saved.fingerprint())) {
            throw StalePlanException.between(saved.verdicts(), now.plan());
        }
        return now;
    }

    /** Plans a deploy as to an engine that has nothing. */
    public static Plan withoutEngine(HomelabSettings settings, DeployRequest request) {
        ProjectDefinition definition = DefinitionLoader.load(settings.sources(), request.names());
        DeploySelection selection = DeploySelection.of(definition, request, Set.of());
        return new DeployPlanning(selection, settings).plan(ObservedState.EMPTY);
    }

    /** Plans and applies under the lock, as {@code HomelabRuntime.deploy} has it. */
    public ApplyResult deployNow(DeployRequest request, Predicate<? super Plan> consent, Cancellation cancellation) {
        String project = definition(request.names()).project();
        OpenEngine open = session.await();
        Supplier<Bound> planning = () -> {
            Planned planned = planned(request, () -> open);
            return new Bound(planned.plan(), terms(request, planned));
        };
        return new PlanApplication(settings, open, cancellation).planAndApply(project, request, planning, consent);
    }

    /**
     * Plans and applies a deploy that is part of more. Whoever calls holds the project's lock.
     *
     * @return what was done, however it ended
     * @throws PlanRefusedException if the plan refuses something; nothing was done
     */
    public ApplyResult deployUnderLock(DeployRequest request, Cancellation cancellation) {
        OpenEngine open = session.await();
        Planned planned = planned(request, () -> open);
        if (planned.plan().isRefused()) {
            throw new PlanRefusedException(planned.plan());
        }
        return new PlanApplication(settings, open, cancellation).run(planned.plan(), terms(request, planned));
    }

    /** Plans an undeploy, as {@code HomelabRuntime.planRemoval} has it. */
    public PreparedPlan removal(RemovalRequest request) {
        RemovalPlanning removal = RemovalPlanning.of(
                settings.sources(), request, () -> session.await().engine().observe(ObserveRequest.listing("")));
        Function<OpenEngine, Plan> planning = open -> removal.plan(open.engine().observe(removal.toObserve()));
        return preparation.prepared(
                planning.apply(session.await()), removal.terms(settings), request.lockWait(), planning);
    }

    /** The databases of enabled services that were set up before, as {@code HomelabRuntime.oldData} has it. */
    public List<OldData> oldData() {
        DeployRequest all = DeployRequest.of(List.of("all"));
        DeploySelection selection = DeploySelection.of(definition(all.names()), all, Set.of());
        DesiredState desired = selection.definition().desired(selection.services(), selection.translation());
        return OldVolumes.of(desired, session.await().engine().observe(selection.toObserve()));
    }

    private Terms terms(DeployRequest request, Planned planned) {
        return new Terms(planned.mask(), new ApplyOptions(settings.atOnce(), request.onFailure(), request.within()));
    }

    private ProjectDefinition definition(List<String> names) {
        return DefinitionLoader.load(settings.sources(), names);
    }

    /** The Compose services that have containers. */
    private static Set<String> deployed(ProjectDefinition definition, OpenEngine open) {
        return Selections.deployed(
                definition.project(), open.engine().observe(ObserveRequest.listing(definition.project())));
    }

    /** @param engine waits until the engine has answered */
    private Planned planned(DeployRequest request, Supplier<OpenEngine> engine) {
        ProjectDefinition definition = definition(request.names());
        DeploySelection selection = DeploySelection.of(
                definition, request, request.withDependents() ? deployed(definition, engine.get()) : Set.of());
        OpenEngine open = engine.get();
        Deferred<ObservedState> observing = Deferred.begin(
                "homelab-observe", settings.timing(), () -> open.engine().observe(selection.toObserve()));
        DeployPlanning planning = new DeployPlanning(selection, settings);
        ObservedState observed = observing.await();
        return new Planned(planning.plan(open, observed), planning.mask(observed));
    }
}
