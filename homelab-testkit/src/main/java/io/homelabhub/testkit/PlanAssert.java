package io.homelabhub.testkit;

import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a plan. A resource is named as it prints, {@code volume:pgdata}, or by its bare name where that is not
 * ambiguous: {@code postgres}. Every failure shows the whole plan.
 */
public final class PlanAssert extends AbstractAssert<PlanAssert, Plan> {
    PlanAssert(@Nullable Plan actual) {
        super(actual, PlanAssert.class);
    }

    /** Nothing is done. Passes for a plan of keeps; fails for one that starts a container. */
    public PlanAssert isEmpty() {
        return requireThat(Plan::isEmpty, "there is nothing to do");
    }

    /** Something is refused. */
    public PlanAssert isRefused() {
        return requireThat(Plan::isRefused, "something is refused");
    }

    /** No data in a volume is lost. */
    public PlanAssert losesNoData() {
        return requireThat(plan -> !plan.losesData(), "no data is lost");
    }

    public ChangeAssert creates(String resource) {
        return has(resource, Verdict.CREATE);
    }

    public ChangeAssert recreates(String resource) {
        return has(resource, Verdict.RECREATE);
    }

    public ChangeAssert starts(String resource) {
        return has(resource, Verdict.START);
    }

    public ChangeAssert restarts(String resource) {
        return has(resource, Verdict.RESTART);
    }

    public ChangeAssert updates(String resource) {
        return has(resource, Verdict.UPDATE);
    }

    public ChangeAssert keeps(String resource) {
        return has(resource, Verdict.KEEP);
    }

    public ChangeAssert adopts(String resource) {
        return has(resource, Verdict.ADOPT);
    }

    public ChangeAssert stops(String resource) {
        return has(resource, Verdict.STOP);
    }

    public ChangeAssert removes(String resource) {
        return has(resource, Verdict.REMOVE);
    }

    public ChangeAssert refuses(String resource) {
        return has(resource, Verdict.REFUSE);
    }

    /** The plan says nothing of it. Passes for a service that was not asked for; fails for one that is kept. */
    public PlanAssert doesNotConcern(String resource) {
        isNotNull();
        return requireThat(changes(resource).isEmpty(), "it does not concern " + resource);
    }

    private ChangeAssert has(String resource, Verdict verdict) {
        isNotNull();
        List<Change> changes = changes(resource);
        requireThat(
                changes.stream().anyMatch(change -> change.verdict() == verdict),
                "%s is %s".formatted(resource, verdict)
                        + (changes.isEmpty()
                                ? ""
                                : ", and it is " + changes.get(0).verdict()));
        Change change = changes.stream()
                .filter(one -> one.verdict() == verdict)
                .findFirst()
                .orElseThrow();
        return new ChangeAssert(this, actual, change);
    }

    private List<Change> changes(String resource) {
        return actual.changes().stream()
                .filter(change -> Resources.isCalled(change.resource(), resource))
                .toList();
    }

    private PlanAssert requireThat(Predicate<Plan> wanted, String what) {
        isNotNull();
        return requireThat(wanted.test(actual), what);
    }

    PlanAssert requireThat(boolean holds, String what) {
        if (!holds) {
            failWithMessage("Expecting that %s, in the plan:%n%s%n%s", what, verdicts(), actual);
        }
        return this;
    }

    private String verdicts() {
        return actual.changes().stream().map(Change::toString).collect(Collectors.joining("\n"));
    }
}
