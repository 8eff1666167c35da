package io.homelabhub.testkit;

import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verb;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Assertions on what a plan does with one resource. "Before" means reachable in the graph of steps, never list position. */
public final class ChangeAssert {
    private final PlanAssert whole;
    private final Plan plan;
    private final Change change;

    ChangeAssert(PlanAssert whole, Plan plan, Change change) {
        this.whole = whole;
        this.plan = plan;
        this.change = change;
    }

    /**
     * All that is done here has succeeded before the other resource's container starts, or before anything is done there if
     * none starts. Passes for {@code postgres} before {@code discord-bot} that depends on it; fails for two services that
     * know nothing of each other, in whatever order they stand.
     */
    public ChangeAssert before(String other) {
        List<Step> later = starting(stepsOf(other));
        List<Integer> ends = ends(stepsOf(change.resource().toString()));
        boolean holds = !later.isEmpty()
                && !ends.isEmpty()
                && later.stream().allMatch(step -> reachable(step).containsAll(ends));
        whole.requireThat(holds, change.resource() + " comes before " + other);
        return this;
    }

    /** For this reason, perhaps beside others. */
    public ChangeAssert because(Cause.Kind kind) {
        boolean holds = change.causes().stream().anyMatch(cause -> cause.kind() == kind);
        whole.requireThat(holds, change.resource() + " is so because of " + kind);
        return this;
    }

    /** This field differs, as {@code environment.LOG_LEVEL}. */
    public ChangeAssert differsIn(String path) {
        boolean holds = change.causes().stream()
                .flatMap(cause -> cause.differences().stream())
                .anyMatch(difference -> difference.path().equals(path));
        whole.requireThat(holds, change.resource() + " differs in " + path);
        return this;
    }

    /** Back to the plan. */
    public PlanAssert and() {
        return whole;
    }

    private List<Step> stepsOf(String resource) {
        return plan.steps().stream()
                .filter(step -> Resources.isCalled(step.resource(), resource))
                .toList();
    }

    private static List<Step> starting(List<Step> steps) {
        List<Step> starts =
                steps.stream().filter(step -> step.work().does(Verb.START)).toList();
        return starts.isEmpty() ? steps : starts;
    }

    /** Those that no other of them waits for, removals of what was replaced left aside. */
    private static List<Integer> ends(List<Step> steps) {
        List<Step> counted = steps.stream()
                .filter(step -> step.work().container(Verb.REMOVE).isEmpty())
                .toList();
        return counted.stream()
                .map(Step::id)
                .filter(id -> counted.stream().noneMatch(other -> other.after().contains(id)))
                .toList();
    }

    private Set<Integer> reachable(Step from) {
        Map<Integer, Step> byId = new HashMap<>();
        plan.steps().forEach(step -> byId.put(step.id(), step));
        Set<Integer> reached = new HashSet<>();
        List<Step> next = List.of(from);
        while (!next.isEmpty()) {
            next = next.stream()
                    .flatMap(step -> Stream.concat(step.after().stream(), step.afterEnd().stream()))
                    .filter(reached::add)
                    .map(id -> byId.getOrDefault(id, from))
                    .toList();
        }
        return reached;
    }
}
