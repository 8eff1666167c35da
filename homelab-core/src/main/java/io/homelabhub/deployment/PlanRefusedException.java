package io.homelabhub.deployment;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.plan.Plan;

/** A plan refuses something, so it was not started. Nothing was changed. */
public final class PlanRefusedException extends HomelabException {
    private static final long serialVersionUID = 1L;

    private final transient Plan plan;

    /** @param plan that refuses something */
    public PlanRefusedException(Plan plan) {
        this(plan, new Refusals(plan));
    }

    private PlanRefusedException(Plan plan, Refusals refusals) {
        super(plan.operation() + " did not start: " + refusals.reasons(), refusals.remedies(), null);
        this.plan = plan;
    }

    /** The plan. Lost when the exception is serialised. */
    public Plan plan() {
        return plan;
    }
}
