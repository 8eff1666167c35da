package io.homelabhub.deployment;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.plan.Plan;
import java.util.Map;

/** A plan refuses something, so it was not started. Nothing was changed. */
public final class PlanRefusedException extends HomelabException {
    private static final long serialVersionUID = 1L;

    private final transient Plan plan;

    /** @param plan that refuses something */
    public PlanRefusedException(Plan plan) {
        this(plan, new Refusals(plan));
    }

    /**
     * For plans that belong together.
     *
     * @param plans those that refuse something, by the host that each is for; at least one
     */
    public PlanRefusedException(Map<String, Plan> plans) {
        this(plans.values().iterator().next(), new Refusals(plans));
    }

    private PlanRefusedException(Plan plan, Refusals refusals) {
        super(plan.operation() + " did not start: " + refusals.reasons(), refusals.remedies(), null);
        this.plan = plan;
    }

    /** The plan, or of several the first. Lost when the exception is serialised. */
    public Plan plan() {
        return plan;
    }
}
