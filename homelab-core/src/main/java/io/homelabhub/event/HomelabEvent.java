package io.homelabhub.event;

import io.homelabhub.plan.Action;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import java.time.Duration;
import java.time.Instant;

/** Something that happened while a plan was applied. */
public sealed interface HomelabEvent {
    /** When, by the runtime's clock. */
    Instant at();

    /** The plan is about to be applied. Comes first, once. */
    record RunStarted(Instant at, Plan plan) implements HomelabEvent {}

    /** A step has started. After everything it waits for has finished, once, never after StepSkipped. */
    record StepStarted(Instant at, Step step) implements HomelabEvent {}

    /**
     * A step has moved. Between StepStarted and its end, any number of times; before StepStarted of a start that is held back, as
     * something that it needs is not well just now.
     *
     * @param part the layer of a pull; empty for the whole
     * @param status what is going on, as {@code Downloading} or {@code health: starting}
     * @param current bytes so far; 0 if not told
     * @param total bytes in all; 0 if not known
     */
    record StepProgressed(Instant at, Step step, String part, String status, long current, long total)
            implements HomelabEvent {}

    /**
     * A step has succeeded. After StepStarted, once. A wait may fail all the same later, while others still run or settle: then
     * StepFailed of the same step follows, and that counts.
     *
     * @param changed false if things were so already
     * @param note how, where that is worth knowing, as {@code ready (probed)}; else empty
     */
    record StepFinished(Instant at, Step step, Duration took, boolean changed, String note) implements HomelabEvent {}

    /**
     * A step has failed. After StepStarted, once; for a wait also after its StepFinished, as its container was ready and did not
     * stay so.
     */
    record StepFailed(Instant at, Step step, Exception failure) implements HomelabEvent {}

    /** A step was abandoned half-way, as the run was cancelled. After StepStarted, once. */
    record StepCancelled(Instant at, Step step) implements HomelabEvent {}

    /**
     * A step will not start, as one that it waits for, directly or not, has failed, or as the run ends early: at the
     * first failure, if asked to, when it is cancelled, or when its time is up.
     *
     * @param because the failed step's id; 0 if none is to blame
     */
    record StepSkipped(Instant at, Step step, int because) implements HomelabEvent {}

    /** What was done is being taken back. At most once, after every step has ended. */
    record RollbackStarted(Instant at) implements HomelabEvent {}

    /** One step has been taken back. After RollbackStarted. */
    record StepUndone(Instant at, Step step, Action undo) implements HomelabEvent {}

    /** One step could not be taken back. After RollbackStarted. */
    record UndoFailed(Instant at, Step step, Action undo, Exception failure) implements HomelabEvent {}

    /** Nothing more comes. Last, once. */
    record RunFinished(Instant at, Duration took) implements HomelabEvent {}
}
