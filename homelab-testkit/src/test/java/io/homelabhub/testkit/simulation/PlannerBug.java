package io.homelabhub.testkit.simulation;

import static io.homelabhub.testkit.simulation.Rewriting.each;
import static io.homelabhub.testkit.simulation.Rewriting.withAfter;
import static io.homelabhub.testkit.simulation.Rewriting.withWork;

import io.homelabhub.plan.Action;
import io.homelabhub.plan.Action.CreateContainer;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.plan.Action.RemoveVolume;
import io.homelabhub.plan.Action.RenameContainer;
import io.homelabhub.plan.Action.StartContainer;
import io.homelabhub.plan.Action.StopContainer;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Work;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Bugs of a planner, put in on the way from it to the runner. Each shows in one of the invariants. */
enum PlannerBug implements Subject {
    /** What needs a service starts as soon as that has been started. */
    STARTS_BEFORE_HEALTHY(plan -> Rewriting.impatiently(plan, StartContainer.class)),
    /** The old container goes before the new one is ready. */
    LOSES_THE_OLD_CONTAINER(plan -> each(plan, RemoveContainer.class, step -> withAfter(step, Set.of()))),
    /** The old container goes when the new one has been started, ready or not. */
    REMOVES_THE_OLD_CONTAINER_TOO_EARLY(plan -> Rewriting.impatiently(plan, RemoveContainer.class)),
    /** A new container has the service's names before it is ready. */
    LEADS_TO_THE_UNREADY(plan -> each(plan, CreateContainer.class, PlannerBug::named)),
    /** What has been stopped for a replacement is not started again when that fails. */
    FORGETS_TO_PUT_BACK(plan -> each(plan, StopContainer.class, Rewriting::withoutUndo)),
    /** A new container is not removed when its deployment fails. */
    FORGETS_TO_TAKE_BACK(plan -> each(plan, CreateContainer.class, Rewriting::withoutUndo)),
    /** A container does not get its configuration's hash. */
    FORGETS_A_LABEL(plan -> each(plan, CreateContainer.class, PlannerBug::unlabelled)),
    /** A notice of the plan tells the environment. */
    LEAKS_A_SECRET_IN_A_PLAN(PlannerBug::telling),
    /** The planner lets steps wait for all of the wave before. */
    PLANS_IN_WAVES(Rewriting::inWaves),
    /** A service's volume goes with its old container. */
    REMOVES_A_VOLUME(PlannerBug::withoutVolume),
    /** Somebody else's container is stopped. */
    STOPS_A_STRANGER(PlannerBug::withoutStranger),
    /** The new container keeps its temporary name. */
    FORGETS_TO_RENAME(plan -> Rewriting.withoutFirst(plan, RenameContainer.class)),
    /** One container is created and not started. */
    FORGETS_TO_START(plan -> Rewriting.withoutFirst(plan, StartContainer.class)),
    /** What a registry does not tell counts as something new. */
    REPLACES_WITHOUT_A_NEW_IMAGE(plan -> each(plan, Work.class, Rewriting::unconditionally)),
    /** What another has is taken before it is given up. */
    TAKES_WHAT_IS_NOT_FREE(Rewriting::graspingly),
    /** What had to be removed for now is not made again when the deployment fails. */
    CANNOT_MAKE_AGAIN(plan -> each(plan, RemoveContainer.class, Rewriting::withoutUndo)),
    /** What a container names is looked for before it is there. */
    CREATES_BEFORE_WHAT_IT_NAMES(plan -> each(plan, CreateContainer.class, step -> Rewriting.alone(plan, step))),
    /** Guests of what was restarted from outside are left behind. */
    FORGETS_TO_RESTART(Rewriting::withoutRestarts),
    /** How long something lasted before it last ended does not count. */
    FORGETS_THE_PAST(Rewriting::withoutPast),
    /** Where containers have to be at the end of the run is not written down. */
    FORGETS_THE_NETWORKS(Rewriting::withoutNetworks),
    /** What stays as it is is no business of the run's. */
    VOUCHES_FOR_NOTHING_THAT_STAYS(Rewriting::withoutStanding),
    /** What is planned depends on where things lie in memory. */
    PLANS_ANOTHER_WAY_EACH_TIME(plan -> Rewriting.withNotice(plan, "plan " + System.identityHashCode(plan)));

    @SuppressWarnings("ImmutableEnumChecker") // none of them holds state
    private final UnaryOperator<Plan> bug;

    PlannerBug(UnaryOperator<Plan> bug) {
        this.bug = bug;
    }

    @Override
    public Plan plan(Plan plan) {
        return bug.apply(plan);
    }

    private static Step unlabelled(Step step) {
        ContainerSpec container = Rewriting.created(step);
        Map<String, String> labels = new TreeMap<>(container.labels());
        labels.remove(ComposeLabels.CONFIG_HASH);
        return withWork(step, new CreateContainer(container.withLabels(labels)));
    }

    private static Step named(Step step) {
        ContainerSpec container = Rewriting.created(step);
        ApiObject names = ApiObject.of(Map.of("Aliases", List.of(step.resource().name())));
        return withWork(
                step,
                new CreateContainer(container.withNetworks(List.of(new NetworkAttachment(Revision.NETWORK, names)))));
    }

    private static Plan telling(Plan plan) {
        Plan told = plan;
        for (Step step : plan.steps()) {
            told = step.work() instanceof CreateContainer create
                    ? Rewriting.withNotice(
                            told, String.valueOf(create.container().config().get("Env")))
                    : told;
        }
        return told;
    }

    private static Plan withoutVolume(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.work() instanceof RemoveContainer)
                .findFirst()
                .map(step -> Rewriting.withStep(plan, volumeOf(step), step.resource(), Set.of(step.id())))
                .orElse(plan);
    }

    private static Action volumeOf(Step step) {
        return new RemoveVolume(Revision.PROJECT + "_" + step.resource().name() + "-data");
    }

    private static Plan withoutStranger(Plan plan) {
        Action stop = new StopContainer("stranger", Optional.empty());
        return plan.isEmpty() ? plan : Rewriting.withStep(plan, stop, ResourceId.container("stranger"), Set.of());
    }
}
