package io.homelabhub.deployment;

import io.homelabhub.engine.EngineInfo;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import java.util.function.BiFunction;

/**
 * A plan, and how it is carried out by those who made it.
 *
 * @param plan what would be done
 * @param engine that it would be done to
 * @param application carries the plan out
 */
public record ApplicablePlan(Plan plan, EngineInfo engine, BiFunction<Plan, Cancellation, ApplyResult> application) {
    /**
     * Carries it out.
     *
     * @param cancellation ends it early
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
}
