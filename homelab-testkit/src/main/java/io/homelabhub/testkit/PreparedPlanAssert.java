package io.homelabhub.testkit;

import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on a prepared plan: on what it says, or by applying it. */
public final class PreparedPlanAssert extends AbstractAssert<PreparedPlanAssert, PreparedPlan> {
    PreparedPlanAssert(@Nullable PreparedPlan actual) {
        super(actual, PreparedPlanAssert.class);
    }

    /** What it says. */
    public PlanAssert plan() {
        isNotNull();
        return new PlanAssert(actual.plan());
    }

    /** Applies it, and requires that it succeeds. */
    public ResultAssert applies() {
        isNotNull();
        try {
            return new ResultAssert(actual.apply());
        } catch (ApplyFailedException e) {
            throw new AssertionError("the plan did not succeed: " + e.getMessage() + "\n" + actual.plan(), e);
        }
    }

    /** Applies it, and requires that it fails. */
    public ResultAssert applyFails() {
        isNotNull();
        ApplyResult result = actual.run(new Cancellation());
        if (result.ending().isSuccess()) {
            throw failure("Expecting that applying it fails; it ended as %s:%n%s", result.ending(), actual.plan());
        }
        return new ResultAssert(result);
    }
}
