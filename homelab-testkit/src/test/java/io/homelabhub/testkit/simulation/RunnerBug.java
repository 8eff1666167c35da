package io.homelabhub.testkit.simulation;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.Watch;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.plan.Action;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.OnFailure;
import io.homelabhub.time.Timing;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Bugs of a runner, put in between it and what it works with. Each shows in one of the invariants. */
enum RunnerBug implements Subject {
    /** Every health test is said to pass. */
    BELIEVES_EVERY_HEALTH_TEST {
        @Override
        public Engine engine(Engine engine) {
            return new DelegatingEngine(engine) {
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
            return new DelegatingEngine(engine) {
                @Override
                public Optional<ContainerStatus> status(String container) {
                    return super.status(container).map(RunnerBug::running);
                }

                @Override
                public Watch watch(String project, Consumer<ContainerEvent> listener) {
                    return super.watch(project, event -> {});
                }
            };
        }
    },
    /** What a failed run has done stays. */
    DOES_NOT_ROLL_BACK {
        @Override
        public ApplyOptions options(ApplyOptions options) {
            return options.withOnFailure(OnFailure.KEEP);
        }
    },
    /** What containers print is told as it is. */
    LEAKS_A_SECRET_FROM_A_LOG {
        @Override
        public UnaryOperator<String> masking(UnaryOperator<String> masking) {
            return UnaryOperator.identity();
        }
    },
    /** One action too many is under way. */
    EXCEEDS_PARALLELISM {
        @Override
        public ApplyOptions options(ApplyOptions options) {
            return options.withParallelism(options.parallelism() + 1);
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
            return new DelegatingEngine(engine) {
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
            return new DelegatingEngine(engine) {
                @Override
                public Effect releaseLock(String project, LockHolder holder) {
                    return Effect.DONE;
                }
            };
        }
    },
    /** A wait that is interrupted begins anew, and nobody hears of the interrupt. */
    SWALLOWS_INTERRUPTS {
        @Override
        public Timing timing(Timing timing) {
            return new DeafTiming(timing);
        }
    },
    /** What the engine has under an image's name counts as what its registry has. */
    BELIEVES_THE_TAG_OF_OLD {
        @Override
        public Engine engine(Engine engine) {
            return new DelegatingEngine(engine) {
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
    /** What was up once counts as up for ever. */
    BELIEVES_WHAT_WAS_UP_ONCE {
        @Override
        public Engine engine(Engine engine) {
            return new DelegatingEngine(engine) {
                private final Map<String, ContainerStatus> up = new ConcurrentHashMap<>();

                @Override
                public Optional<ContainerStatus> status(String container) {
                    super.status(container)
                            .filter(seen -> seen.state() == ContainerState.RUNNING)
                            .ifPresent(seen -> up.putIfAbsent(seen.id(), seen));
                    return super.status(container).map(seen -> up.getOrDefault(seen.id(), seen));
                }
            };
        }
    },
    /** How often a container was restarted is not asked for, and its ends are not heard of. */
    DOES_NOT_COUNT_RESTARTS {
        @Override
        public Engine engine(Engine engine) {
            return new DelegatingEngine(engine) {
                private final Map<String, ContainerStatus> up = new ConcurrentHashMap<>();

                @Override
                public Optional<ContainerStatus> status(String container) {
                    return super.status(container).map(seen -> {
                        boolean runs = seen.state() == ContainerState.RUNNING;
                        ContainerStatus first = up.putIfAbsent(seen.id(), seen);
                        return runs && first != null && first.state() == ContainerState.RUNNING ? first : seen;
                    });
                }

                @Override
                public Watch watch(String project, Consumer<ContainerEvent> listener) {
                    return super.watch(project, event -> {});
                }
            };
        }
    },
    /** A lost answer to a request counts as done. */
    BELIEVES_IN_LOST_ANSWERS {
        @Override
        public Engine engine(Engine engine) {
            return new DelegatingEngine(engine) {
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
                status.startPeriod(),
                status.exitCode(),
                status.outOfMemory(),
                0,
                status.startedAt(),
                status.finishedAt(),
                status.error(),
                status.networks(),
                status.borrowed(),
                status.healthChecks());
    }
}
