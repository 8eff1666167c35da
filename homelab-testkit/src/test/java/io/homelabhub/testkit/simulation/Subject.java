package io.homelabhub.testkit.simulation;

import io.homelabhub.engine.Engine;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.Cancellation;
import io.homelabhub.time.Timing;
import java.util.function.UnaryOperator;

/**
 * What is put to the test: planner and runner, with everything that goes in and out. This one changes nothing; one that does
 * behaves as if it had a bug, and shows whether the simulation would find it.
 */
interface Subject {
    /** Planner and runner as they are. */
    Subject AS_IT_IS = new Subject() {};

    /** What the planner has planned, on its way to the runner. */
    default Plan plan(Plan plan) {
        return plan;
    }

    /** The engine as the runner has it. */
    default Engine engine(Engine engine) {
        return engine;
    }

    /** The clock as the runner has it. */
    default Timing timing(Timing timing) {
        return timing;
    }

    /** How the runner is told to go about it. */
    default ApplyOptions options(ApplyOptions options) {
        return options;
    }

    /** How the runner is told to stop at once. */
    default void cancelNow(Cancellation cancellation) {
        cancellation.cancelNow();
    }

    /** How the runner takes secrets out of what it tells. */
    default UnaryOperator<String> masking(UnaryOperator<String> masking) {
        return masking;
    }
}
