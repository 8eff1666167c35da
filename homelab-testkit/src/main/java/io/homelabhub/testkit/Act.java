package io.homelabhub.testkit;

import io.homelabhub.deployment.PreparedPlan;
import java.util.function.Consumer;

/** One deploy or undeploy of a {@link Scenario}: planned already, and carried out once it is said how it has to end. */
public final class Act {
    private final Scenario story;
    private final Course course;
    private final PreparedPlan prepared;

    Act(Scenario story, Course course, PreparedPlan prepared) {
        this.story = story;
        this.course = course;
        this.prepared = prepared;
    }

    /** What the plan has to say: {@code plan(plan -> plan.creates("db").before("bot"))}. */
    public Act plan(Consumer<PlanAssert> expected) {
        expected.accept(new PlanAssert(prepared.plan()));
        return this;
    }

    /** Leaves it at the plan. */
    public Scenario isNotApplied() {
        return story;
    }

    /** Does it, and everything is applied. */
    public Scenario succeeds() {
        return ends(ResultAssert::applied);
    }

    /** Does it, and it ends as said: {@code ends(result -> result.rolledBack().failedOnly("bot"))}. */
    public Scenario ends(Consumer<ResultAssert> expected) {
        expected.accept(new ResultAssert(prepared.run(course.cancellation)));
        course.requireThatAllHappened();
        return story;
    }
}
