package io.homelabhub.testkit;

import io.homelabhub.api.Api;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.testkit.engine.FakeEngine;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** AssertJ's assertions and those on plans, results, timelines and the engine in memory, for one static import. */
@Api(Api.Status.PROVISIONAL)
public class HomelabAssertions extends Assertions {
    /** Not made. */
    protected HomelabAssertions() {}

    public static PlanAssert assertThat(@Nullable Plan actual) {
        return new PlanAssert(actual);
    }

    public static PreparedPlanAssert assertThat(@Nullable PreparedPlan actual) {
        return new PreparedPlanAssert(actual);
    }

    public static ResultAssert assertThat(@Nullable ApplyResult actual) {
        return new ResultAssert(actual);
    }

    public static TimelineAssert assertThat(@Nullable Timeline actual) {
        return new TimelineAssert(actual);
    }

    public static EngineAssert assertThat(@Nullable FakeEngine actual) {
        return new EngineAssert(actual);
    }
}
