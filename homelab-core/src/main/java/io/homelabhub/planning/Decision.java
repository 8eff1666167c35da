package io.homelabhub.planning;

import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Verdict;
import java.util.List;

/**
 * What becomes of one container, before steps are made of it.
 *
 * @param verdict KEEP, CREATE, START, UPDATE, RESTART or RECREATE
 * @param causes why, the weightiest first
 * @param updates for UPDATE: the pairs of what is done and what takes it back
 */
record Decision(Verdict verdict, List<Cause> causes, List<Update> updates) {
    /** One change to a running container. */
    record Update(Action change, Action undo) {}

    static Decision of(Verdict verdict, Cause cause) {
        return new Decision(verdict, List.of(cause), List.of());
    }

    static Decision keep() {
        return of(Verdict.KEEP, Cause.of(Cause.Kind.UP_TO_DATE));
    }
}
