package io.homelabhub;

import io.homelabhub.engine.EngineInfo;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;

/**
 * A plan and the runtime that it came from. Holds no connection: applying opens one of its own. Immutable; it can be applied
 * from any thread, and again, though the second time it is likely to be stale.
 */
public final class PreparedPlan {
    private final Plan plan;
    private final EngineInfo engine;
    private final Application application;

    PreparedPlan(Plan plan, EngineInfo engine, Application application) {
        this.plan = plan;
        this.engine = engine;
        this.application = application;
    }

    /** How a plan is applied by the runtime that made it. */
    @FunctionalInterface
    interface Application {
        ApplyResult apply(Plan plan, Cancellation cancellation);
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
     * Does it, and returns when everything is ready.
     *
     * @return what was done; its ending is a success
     * @throws PlanRefusedException if the plan refuses something; nothing was done
     * @throws LockedException if somebody else deploys the project; nothing was done
     * @throws StalePlanException if the engine or the files have moved since; nothing was done
     * @throws ApplyFailedException if it did not succeed; carries what was done and what became of it
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
        if (plan.isRefused()) {
            throw new PlanRefusedException(plan);
        }
        return successful(application.apply(plan, cancellation));
    }

    /** @throws ApplyFailedException if {@code result} is no success */
    static ApplyResult successful(ApplyResult result) {
        if (!result.ending().isSuccess()) {
            throw new ApplyFailedException(result);
        }
        return result;
    }
}
