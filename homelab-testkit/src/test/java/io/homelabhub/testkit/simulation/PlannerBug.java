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
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Bugs of a planner, put in on the way from it to the runner. Each shows in one of the invariants. */
enum PlannerBug implements Subject {
    /** What needs a service starts as soon as that has been started. */
    STARTS_BEFORE_HEALTHY {
        @Override
        public Plan plan(Plan plan) {
            return Rewriting.impatiently(plan, StartContainer.class);
        }
    },
    /** The old container goes before the new one is ready. */
    LOSES_THE_OLD_CONTAINER {
        @Override
        public Plan plan(Plan plan) {
            return each(plan, RemoveContainer.class, step -> withAfter(step, Set.of()));
        }
    },
    /** The old container goes when the new one has been started, ready or not. */
    REMOVES_THE_OLD_CONTAINER_TOO_EARLY {
        @Override
        public Plan plan(Plan plan) {
            return Rewriting.impatiently(plan, RemoveContainer.class);
        }
    },
    /** What has been stopped for a replacement is not started again when that fails. */
    FORGETS_TO_PUT_BACK {
        @Override
        public Plan plan(Plan plan) {
            return each(plan, StopContainer.class, Rewriting::withoutUndo);
        }
    },
    /** A new container is not removed when its deployment fails. */
    FORGETS_TO_TAKE_BACK {
        @Override
        public Plan plan(Plan plan) {
            return each(plan, CreateContainer.class, Rewriting::withoutUndo);
        }
    },
    /** A container does not get its configuration's hash. */
    FORGETS_A_LABEL {
        @Override
        public Plan plan(Plan plan) {
            return each(plan, CreateContainer.class, this::unlabelled);
        }

        private Step unlabelled(Step step) {
            ContainerSpec container = Rewriting.created(step);
            Map<String, String> labels = new TreeMap<>(container.labels());
            labels.remove(ComposeLabels.CONFIG_HASH);
            return withWork(step, new CreateContainer(container.withLabels(labels)));
        }
    },
    /** A notice of the plan tells the environment. */
    LEAKS_A_SECRET_IN_A_PLAN {
        @Override
        public Plan plan(Plan plan) {
            Plan told = plan;
            for (Step step : plan.steps()) {
                told = step.work() instanceof CreateContainer create
                        ? Rewriting.withNotice(
                                told, String.valueOf(create.container().config().get("Env")))
                        : told;
            }
            return told;
        }
    },
    /** The planner lets steps wait for all of the wave before. */
    PLANS_IN_WAVES {
        @Override
        public Plan plan(Plan plan) {
            return Rewriting.inWaves(plan);
        }
    },
    /** A service's volume goes with its old container. */
    REMOVES_A_VOLUME {
        @Override
        public Plan plan(Plan plan) {
            return plan.steps().stream()
                    .filter(step -> step.work() instanceof RemoveContainer)
                    .findFirst()
                    .map(step -> Rewriting.withStep(plan, volumeOf(step), step.resource(), Set.of(step.id())))
                    .orElse(plan);
        }

        private Action volumeOf(Step step) {
            return new RemoveVolume(Revision.PROJECT + "_" + step.resource().name() + "-data");
        }
    },
    /** Somebody else's container is stopped. */
    STOPS_A_STRANGER {
        @Override
        public Plan plan(Plan plan) {
            Action stop = new StopContainer("stranger", Optional.empty());
            return plan.isEmpty() ? plan : Rewriting.withStep(plan, stop, ResourceId.container("stranger"), Set.of());
        }
    },
    /** The new container keeps its temporary name. */
    FORGETS_TO_RENAME {
        @Override
        public Plan plan(Plan plan) {
            return Rewriting.withoutFirst(plan, RenameContainer.class);
        }
    },
    /** One container is created and not started. */
    FORGETS_TO_START {
        @Override
        public Plan plan(Plan plan) {
            return Rewriting.withoutFirst(plan, StartContainer.class);
        }
    },
    /** What a registry does not tell counts as something new. */
    REPLACES_WITHOUT_A_NEW_IMAGE {
        @Override
        public Plan plan(Plan plan) {
            return each(plan, Work.class, Rewriting::unconditionally);
        }
    },
    /** What is planned depends on where things lie in memory. */
    PLANS_ANOTHER_WAY_EACH_TIME {
        @Override
        public Plan plan(Plan plan) {
            return Rewriting.withNotice(plan, "plan " + System.identityHashCode(plan));
        }
    };
}
