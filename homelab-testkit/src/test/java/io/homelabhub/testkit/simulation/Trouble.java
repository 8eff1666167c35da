package io.homelabhub.testkit.simulation;

/**
 * What goes wrong during a deployment.
 *
 * @param number of the action at which it happens, 1 and up; for INTERRUPT of the call; for FAULTS the share of calls in percent; for TIME_OUT and
 *     SLOW_LOOP seconds; for CANCEL_LATER, DEATH, RESTART, OFF_NETWORK and rivals tenths of seconds from the beginning; of no meaning for registries
 */
record Trouble(Mishap kind, int number) {
    static final Trouble NONE = new Trouble(Mishap.NONE, 0);

    /** The ways there are. */
    enum Mishap {
        NONE,
        /** The run is asked to end at an action. */
        CANCEL,
        /** The run is asked to end at some time, be it while it waits or takes back. */
        CANCEL_LATER,
        /** The run is asked to end at once. */
        CANCEL_NOW,
        /** The run is asked to end at an action, and a few actions later at once: Ctrl-C twice. */
        CANCEL_TWICE,
        /** The deploying process is killed. */
        CRASH,
        /** The deployment's time is up. */
        TIME_OUT,
        /** One action is refused. */
        REFUSAL,
        /** One action is done and its answer lost. */
        LOST_ANSWER,
        /** Calls fail, hang and lose their answers by chance. */
        FAULTS,
        /** The engine is killed and started again. */
        ENGINE_RESTART,
        /** The engine is shut down in an orderly way and started again. */
        ENGINE_SHUTDOWN,
        /** The disk is full from then on. */
        DISK_FULL,
        /** Events get lost, come twice or come late. */
        BAD_EVENTS,
        /** Registries do not tell what they have, and can be pulled from all the same. */
        REGISTRY_SILENT,
        /** Registries do not answer at all. */
        REGISTRY_AWAY,
        /** Somebody else begins to deploy the same project, and will not wait. */
        RIVAL,
        /** Somebody else begins to deploy the same project, and waits for his turn. */
        PATIENT_RIVAL,
        /** A container that runs dies for good, be it one that was ready or one that nobody has touched. */
        DEATH,
        /** Somebody restarts a container by hand, be it one in whose namespaces others live. */
        RESTART,
        /** Somebody takes a container that runs off its network by hand. */
        OFF_NETWORK,
        /** The new containers of one service end after a while, each time again. */
        SLOW_LOOP,
        /** The thread that deploys is interrupted. */
        INTERRUPT;

        /** Whether the run is asked to end in a way that lets it tidy up. */
        boolean isGentleCancel() {
            return this == CANCEL || this == CANCEL_LATER;
        }

        /** Whether the engine ends the containers. */
        boolean isOfEngine() {
            return this == ENGINE_RESTART || this == ENGINE_SHUTDOWN;
        }

        boolean isRival() {
            return this == RIVAL || this == PATIENT_RIVAL;
        }

        boolean isOfRegistry() {
            return this == REGISTRY_SILENT || this == REGISTRY_AWAY;
        }
    }

    boolean is(Mishap mishap) {
        return kind == mishap;
    }
}
