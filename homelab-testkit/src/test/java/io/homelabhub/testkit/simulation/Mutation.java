package io.homelabhub.testkit.simulation;

import static io.homelabhub.testkit.simulation.Rewriting.eachStep;
import static io.homelabhub.testkit.simulation.Rewriting.instead;
import static io.homelabhub.testkit.simulation.Rewriting.withAfter;
import static io.homelabhub.testkit.simulation.Rewriting.withWork;
import static io.homelabhub.testkit.simulation.Rewriting.withoutUndo;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Action.CreateContainer;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.plan.Action.RemoveVolume;
import io.homelabhub.plan.Action.RenameContainer;
import io.homelabhub.plan.Action.StartContainer;
import io.homelabhub.plan.Action.StopContainer;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.OnFailure;
import io.homelabhub.testkit.engine.ForwardingEngine;
import io.homelabhub.time.Timing;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Bugs, put in on the way into and out of planner and runner. Each shows in the invariant of that number, or in another. */
enum Mutation implements Subject {
    /** What needs a service starts as soon as that has been started. */
    STARTS_BEFORE_HEALTHY {
        @Override
        public Plan plan(Plan plan) {
            Plan changed = plan;
            for (Step step : plan.steps()) {
                boolean waits = step.work() instanceof Await;
                changed = waits ? eachStep(changed, other -> impatient(other, step)) : changed;
            }
            return changed;
        }

        private Step impatient(Step step, Step wait) {
            boolean starts = step.work() instanceof StartContainer;
            return starts ? instead(step, wait.id(), wait.after()) : step;
        }
    },
    /** Every health test is said to pass. */
    BELIEVES_EVERY_HEALTH_TEST {
        @Override
        public Engine engine(Engine engine) {
            return new ForwardingEngine(engine) {
                @Override
                public ProbeResult probe(String container) {
                    return new ProbeResult(
                            ProbeResult.Verdict.PASSED, super.probe(container).output());
                }
            };
        }
    },
    /** What has just been started counts as running, however often it ends. */
    IS_FOOLED_BY_A_CRASH_LOOP {
        @Override
        public Engine engine(Engine engine) {
            return new ForwardingEngine(engine) {
                @Override
                public Optional<ContainerStatus> status(String container) {
                    return super.status(container).map(Mutation::running);
                }

                @Override
                public Watch watch(String project, Consumer<ContainerEvent> listener) {
                    return super.watch(project, event -> {});
                }
            };
        }
    },
    /** The old container goes before the new one is ready. */
    LOSES_THE_OLD_CONTAINER {
        @Override
        public Plan plan(Plan plan) {
            return eachStep(plan, step -> step.work() instanceof RemoveContainer ? withAfter(step, Set.of()) : step);
        }
    },
    /** The old container goes when the new one has been started, ready or not. */
    REMOVES_THE_OLD_CONTAINER_TOO_EARLY {
        @Override
        public Plan plan(Plan plan) {
            Plan changed = plan;
            for (Step step : plan.steps()) {
                boolean waits = step.work() instanceof Await;
                changed = waits ? eachStep(changed, other -> hasty(other, step)) : changed;
            }
            return changed;
        }

        private Step hasty(Step step, Step wait) {
            boolean removes = step.work() instanceof RemoveContainer;
            return removes ? instead(step, wait.id(), wait.after()) : step;
        }
    },
    /** What has been stopped for a replacement is not started again when that fails. */
    FORGETS_TO_PUT_BACK {
        @Override
        public Plan plan(Plan plan) {
            return eachStep(plan, step -> step.work() instanceof StopContainer ? withoutUndo(step) : step);
        }
    },
    /** A new container is not removed when its deployment fails. */
    FORGETS_TO_TAKE_BACK {
        @Override
        public Plan plan(Plan plan) {
            return eachStep(plan, step -> step.work() instanceof CreateContainer ? withoutUndo(step) : step);
        }
    },
    /** What a failed run has done stays. */
    DOES_NOT_ROLL_BACK {
        @Override
        public ApplyOptions options(ApplyOptions options) {
            return options.withOnFailure(OnFailure.KEEP);
        }
    },
    /** A container does not get its configuration's hash. */
    FORGETS_A_LABEL {
        @Override
        public Plan plan(Plan plan) {
            return eachStep(
                    plan,
                    step -> step.work() instanceof CreateContainer create ? withWork(step, unlabelled(create)) : step);
        }

        private Action unlabelled(CreateContainer create) {
            Map<String, String> labels = new TreeMap<>(create.container().labels());
            labels.remove(ComposeLabels.CONFIG_HASH);
            return new CreateContainer(create.container().withLabels(labels));
        }
    },
    /** What containers print is told as it is. */
    LEAKS_A_SECRET_FROM_A_LOG {
        @Override
        public UnaryOperator<String> masking(UnaryOperator<String> masking) {
            return UnaryOperator.identity();
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
    /** One action too many is under way. */
    EXCEEDS_PARALLELISM {
        @Override
        public ApplyOptions options(ApplyOptions options) {
            return options.withParallelism(options.parallelism() + 1);
        }
    },
    /** The planner lets steps wait for all of the wave before. */
    PLANS_IN_WAVES {
        @Override
        public Plan plan(Plan plan) {
            return Rewriting.inWaves(plan);
        }
    },
    /** The runner hears of nothing until all that is under way has ended. */
    RUNS_IN_WAVES {
        @Override
        public Timing timing(Timing timing) {
            return new WavyTiming(timing);
        }
    },
    /** The lock counts as ours, whoever has it. */
    SKIPS_THE_LOCK {
        @Override
        public Engine engine(Engine engine) {
            return new ForwardingEngine(engine) {
                @Override
                public Optional<LockHolder> acquireLock(String project, LockHolder holder) {
                    return Optional.empty();
                }
            };
        }
    },
    /** The lock is not given back. */
    KEEPS_THE_LOCK {
        @Override
        public Engine engine(Engine engine) {
            return new ForwardingEngine(engine) {
                @Override
                public Effect releaseLock(String project, LockHolder holder) {
                    return Effect.DONE;
                }
            };
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
    /** What the engine has under an image's name counts as what its registry has. */
    BELIEVES_THE_TAG_OF_OLD {
        @Override
        public Engine engine(Engine engine) {
            return new ForwardingEngine(engine) {
                @Override
                public Map<String, RegistryImage> askRegistries(Set<String> references) {
                    Map<String, RegistryImage> answers = new TreeMap<>();
                    observe(new ObserveRequest(Revision.PROJECT, references, true))
                            .images()
                            .forEach((reference, image) -> answers.put(reference, ownDigest(image)));
                    return answers;
                }
            };
        }
    },
    /** What a registry does not tell counts as something new. */
    REPLACES_WITHOUT_A_NEW_IMAGE {
        @Override
        public Plan plan(Plan plan) {
            return eachStep(plan, Rewriting::unconditionally);
        }
    },
    /** Ctrl-C a second time does what it did the first time. */
    IS_DEAF_TO_THE_SECOND_CANCEL {
        @Override
        public void cancelNow(Cancellation cancellation) {
            cancellation.cancel();
        }
    },
    /** The run takes as long as it takes. */
    FORGETS_THE_TIME {
        @Override
        public ApplyOptions options(ApplyOptions options) {
            return new ApplyOptions(options.parallelism(), options.onFailure(), Optional.empty());
        }
    },
    /** What is planned depends on where things lie in memory. */
    PLANS_ANOTHER_WAY_EACH_TIME {
        @Override
        public Plan plan(Plan plan) {
            return Rewriting.withNotice(plan, "plan " + System.identityHashCode(plan));
        }
    },
    /** A lost answer to a request counts as done. */
    BELIEVES_IN_LOST_ANSWERS {
        @Override
        public Engine engine(Engine engine) {
            return new ForwardingEngine(engine) {
                @Override
                public Effect perform(Action action, ActionProgress progress) {
                    try {
                        return super.perform(action, progress);
                    } catch (EngineException e) {
                        return Effect.DONE;
                    }
                }
            };
        }
    };

    private static RegistryImage ownDigest(ObservedImage image) {
        String known = image.inspection().orElseThrow().strings("RepoDigests").get(0);
        return RegistryImage.of(known.substring(known.indexOf('@') + 1));
    }

    private static ContainerStatus running(ContainerStatus status) {
        return new ContainerStatus(
                status.id(),
                status.name(),
                status.state() == ContainerState.RESTARTING ? ContainerState.RUNNING : status.state(),
                status.health(),
                status.healthCheckedAt(),
                status.healthTest(),
                status.startInterval(),
                status.exitCode(),
                status.outOfMemory(),
                0,
                status.startedAt(),
                status.finishedAt(),
                status.error(),
                status.healthChecks());
    }
}
