package io.homelabhub.testkit.fleet;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.plan.Action;
import java.util.Optional;

/** Bugs, put in between a deploy and the engine of one host. Each shows in one of the invariants. */
enum FleetBug {
    NONE,
    /** The last host is worked on without its lock. */
    LOCKS_ALL_BUT_ONE {
        @Override
        Engine between(Engine engine, int host) {
            return host == 0
                    ? engine
                    : new DelegatingEngine(engine) {
                        @Override
                        public Optional<LockHolder> acquireLock(String project, LockHolder holder) {
                            return Optional.empty();
                        }
                    };
        }
    },
    /** What others wait for counts as ready as soon as it runs. */
    OPENS_GATES_TOO_EARLY {
        @Override
        Engine between(Engine engine, int host) {
            return new DelegatingEngine(engine) {
                @Override
                public ProbeResult probe(String container) {
                    return new ProbeResult(
                            ProbeResult.Verdict.PASSED, super.probe(container).output());
                }
            };
        }
    },
    /** Of one host nothing is taken back. */
    TAKES_BACK_ALL_BUT_ONE {
        @Override
        Engine between(Engine engine, int host) {
            return host == 0
                    ? engine
                    : new DelegatingEngine(engine) {
                        @Override
                        public Effect perform(Action action, ActionProgress progress) {
                            boolean back = action instanceof Action.RemoveContainer
                                    || (action instanceof Action.StopContainer stop
                                            && super.status(stop.container())
                                                    .map(ContainerStatus::name)
                                                    .filter(name -> !name.contains("previous"))
                                                    .isPresent());
                            return back ? Effect.DONE : super.perform(action, progress);
                        }
                    };
        }
    },
    /** What is to be stopped counts as stopped while it still runs. */
    OPENS_GATES_OF_AN_UNDEPLOY_TOO_EARLY {
        @Override
        boolean isOfUndeploys() {
            return true;
        }

        @Override
        Engine between(Engine engine, int host) {
            return new DelegatingEngine(engine) {
                @Override
                public Effect perform(Action action, ActionProgress progress) {
                    return action instanceof Action.StopContainer ? Effect.DONE : super.perform(action, progress);
                }
            };
        }
    },
    /** Of one host nothing is taken away. */
    UNDEPLOYS_ALL_BUT_ONE {
        @Override
        boolean isOfUndeploys() {
            return true;
        }

        @Override
        Engine between(Engine engine, int host) {
            return host == 0
                    ? engine
                    : new DelegatingEngine(engine) {
                        @Override
                        public Effect perform(Action action, ActionProgress progress) {
                            return action instanceof Action.RemoveContainer
                                    ? Effect.DONE
                                    : super.perform(action, progress);
                        }
                    };
        }
    },
    /** What goes from one host takes another project along. */
    TAKES_WHAT_IS_ANOTHERS {
        @Override
        boolean isOfUndeploys() {
            return true;
        }

        @Override
        Engine between(Engine engine, int host) {
            return new DelegatingEngine(engine) {
                @Override
                public Effect perform(Action action, ActionProgress progress) {
                    if (action instanceof Action.RemoveContainer) {
                        Effect unused = super.perform(new Action.RemoveContainer(FleetStage.OTHERS, true), progress);
                    }
                    return super.perform(action, progress);
                }
            };
        }
    };

    /** Whether deploys are as they should be, and only undeploys are not. */
    boolean isOfUndeploys() {
        return false;
    }

    Engine between(Engine engine, int host) {
        return engine;
    }
}
