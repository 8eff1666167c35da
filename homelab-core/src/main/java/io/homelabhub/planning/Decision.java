package io.homelabhub.planning;

import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What becomes of one container, before steps are made of it.
 *
 * @param verdict KEEP, CREATE, START, UPDATE, RESTART, SIGNAL or RECREATE
 * @param causes why, the weightiest first
 * @param updates the pairs of what is changed first, while it is there, and what takes that back; none for RECREATE
 * @param onlyIf the fetches of which one has to bring another image, else nothing is done; empty if it is done in any case
 * @param showsContent whether it makes a container that stays see changed files, which has to be remembered
 */
record Decision(Verdict verdict, List<Cause> causes, List<Update> updates, Set<Draft> onlyIf, boolean showsContent) {
    /** One change to a running container. */
    record Update(Action change, Action undo) {}

    Decision {
        onlyIf = new LinkedHashSet<>(onlyIf);
    }

    static Decision of(Verdict verdict, Cause cause) {
        return new Decision(verdict, List.of(cause), List.of(), Set.of(), false);
    }

    static Decision keep() {
        return of(Verdict.KEEP, Cause.of(Cause.Kind.UP_TO_DATE));
    }

    /** The same, to be done in any case. */
    Decision certain() {
        return onlyIf(Set.of());
    }

    Decision onlyIf(Set<Draft> fetches) {
        return new Decision(verdict, causes, updates, fetches, showsContent);
    }

    /** The same after these changes, which are a cause of their own. */
    Decision after(List<Update> changes, List<Cause> because) {
        Verdict all = verdict == Verdict.KEEP ? Verdict.UPDATE : verdict;
        return new Decision(all, joined(because), changes, onlyIf, showsContent);
    }

    /** The same, or at least {@code instead} if nothing was to be done, for files that have changed. */
    Decision showing(Verdict instead, Cause content) {
        boolean enough = verdict == Verdict.START || verdict == Verdict.RESTART;
        return new Decision(enough ? verdict : instead, joined(List.of(content)), updates, Set.of(), true);
    }

    private List<Cause> joined(List<Cause> more) {
        List<Cause> all = new ArrayList<>(verdict == Verdict.KEEP ? List.of() : causes);
        all.addAll(more);
        return all;
    }

    /** Whether something is done for certain. */
    boolean isCertainChange() {
        return verdict != Verdict.KEEP && onlyIf.isEmpty();
    }
}
