package io.homelabhub.run;

import io.homelabhub.plan.Action;
import java.util.Optional;

/**
 * One action that took a step back, or should have.
 *
 * @param undo the action
 * @param failure why it did not; empty if it did
 */
public record UndoReport(Action undo, Optional<RuntimeException> failure) {}
