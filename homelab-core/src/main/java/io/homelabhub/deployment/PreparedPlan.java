package io.homelabhub.deployment;

import io.homelabhub.engine.EngineInfo;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import java.util.function.BiFunction;

/**
 * A plan and the runtime that it came from. Holds no connection of its own. Immutable; it can be applied from any thread, and again,
 * though the second time it is likely to be stale.
 */
public final class PreparedPlan {
    private final Plan plan;
    private final EngineInfo engine;
    private final BiFunction<Plan, Cancellation, ApplyResult> application;

    /** @param application how a plan is carried out by those who made it */
    PreparedPlan(Plan plan, EngineInfo engine, BiFunction<Plan, Cancellation, ApplyResult> application) {
        this.plan = plan;
        this.engine = engine;
        this.application = application;
    }

    /** What would be done. */
    public Plan plan() {
        return plan;
    }

    /** The engine that it would be done to. */
    public EngineInfo engine() {
        return engine;
    }

    /**
     * Does it, and returns when everything is ready, or when it has failed.
     *
     * @param cancellation ends it early, from another thread
     * @return what was done, however it ended
     * @throws PlanRefusedException if the plan refuses something; nothing was done
     * @throws io.homelabhub.session.LockedException if somebody else deploys the project; nothing was done
     * @throws StalePlanException if the engine or the files have moved since; nothing was done
     * @throws io.homelabhub.engine.EngineException if the engine cannot be reached to begin with
     */
    public ApplyResult run(Cancellation cancellation) {
        if (plan.isRefused()) {
            throw new PlanRefusedException(plan);
        }
        return application.apply(plan, cancellation);
    }

    /**
     * Does it, and returns when everything is ready.
     *
     * @return what was done; its ending is a success
     * @throws io.homelabhub.run.ApplyFailedException if it did not succeed; carries what was done and what became of it
     * @throws PlanRefusedException if the plan refuses something; nothing was done
     * @throws io.homelabhub.session.LockedException if somebody else deploys the project; nothing was done
     * @throws StalePlanException if the engine or the files have moved since; nothing was done
     * @throws io.homelabhub.engine.EngineException if the engine cannot be reached to begin with
     */
    public ApplyResult apply() {
        return apply(new Cancellation());
    }

    /**
     * Does it, as {@link #apply()}, and can be ended early from another thread.
     *
     * @param cancellation ends it
     */
    public ApplyResult apply(Cancellation cancellation) {
        return run(cancellation).orThrow();
    }
}
