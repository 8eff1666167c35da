package io.homelabhub.run;

import io.homelabhub.engine.Effect;

/** How a step ended. */
public sealed interface Outcome {
    /**
     * It did what it should.
     *
     * @param effect {@code ALREADY_SO} if there was nothing to do, and for every wait
     * @param note how, where that is worth knowing, as {@code ready (probed)}; else empty
     */
    record Succeeded(Effect effect, String note) implements Outcome {}

    /**
     * It did not, as far as is known.
     *
     * @param perhapsDone whether the engine's answer was lost, to this attempt or to one before: it may have been done
     */
    record Failed(RuntimeException failure, boolean perhapsDone) implements Outcome {}

    /**
     * It was not begun, as another had failed.
     *
     * @param because the id of the failed step
     */
    record Skipped(int because) implements Outcome {}

    /** It was not begun, or given up, as the run was cancelled or its time was up. */
    record Cancelled() implements Outcome {}
}
