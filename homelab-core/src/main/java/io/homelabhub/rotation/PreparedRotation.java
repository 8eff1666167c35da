package io.homelabhub.rotation;

import io.homelabhub.run.Cancellation;

/** A rotation that was planned. Nothing has changed yet. */
public final class PreparedRotation {
    private final RotationPlan plan;
    private final Work work;

    /** Carries it out. */
    @FunctionalInterface
    interface Work {
        void run(RotationListener listener, Cancellation cancellation);
    }

    PreparedRotation(RotationPlan plan, Work work) {
        this.plan = plan;
        this.work = work;
    }

    /** What would be done. */
    public RotationPlan plan() {
        return plan;
    }

    /**
     * Does it, under the project's lock, and returns when everybody has the new value. What fails is taken back.
     *
     * @param cancellation ends it early, from another thread; what was done is taken back
     * @throws RotationException if it was refused, or failed; says what is in force
     * @throws io.homelabhub.session.LockedException if somebody else deploys the project; nothing was done
     * @throws io.homelabhub.engine.EngineException if the engine does not answer to begin with
     */
    public void run(RotationListener listener, Cancellation cancellation) {
        work.run(listener, cancellation);
    }
}
