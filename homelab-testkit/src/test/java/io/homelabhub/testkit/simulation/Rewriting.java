package io.homelabhub.testkit.simulation;

import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Lasting;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Standing;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Work;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Makes one plan of another, as a planner with a bug would have made it. */
final class Rewriting {
    private Rewriting() {}

    /** Changes the steps of this work. */
    static Plan each(Plan plan, Class<? extends Work> work, UnaryOperator<Step> change) {
        return withSteps(
                plan,
                plan.steps().stream()
                        .map(step -> work.isInstance(step.work()) ? change.apply(step) : step)
                        .toList());
    }

    /** The container that a step creates. */
    static ContainerSpec created(Step step) {
        return ((Action.CreateContainer) step.work()).container();
    }

    /** Steps of this work do not wait for what others wait to see, but for what those waits wait for. */
    static Plan impatiently(Plan plan, Class<? extends Work> work) {
        Plan changed = plan;
        for (Step step : plan.steps()) {
            if (step.work() instanceof Await) {
                changed = each(changed, work, other -> instead(other, step.id(), step.after()));
            }
        }
        return changed;
    }

    /** Who takes a name, a port or an address does not wait for what another service gives up. */
    static Plan graspingly(Plan plan) {
        Plan changed = plan;
        for (Class<? extends Work> taking :
                List.of(Action.RenameContainer.class, Action.CreateContainer.class, Action.StartContainer.class)) {
            changed = each(changed, taking, step -> withoutAfter(plan, step, Rewriting::givesUp));
        }
        return changed;
    }

    private static boolean givesUp(Work work) {
        return work instanceof Action.StopContainer
                || work instanceof Action.RenameContainer
                || work instanceof Action.RemoveContainer;
    }

    /** Waits for no container of another service. */
    static Step alone(Plan plan, Step step) {
        return withoutAfter(
                plan, step, work -> work instanceof Action.StartContainer || work instanceof Action.CreateContainer);
    }

    /** Waits for nothing of this kind that is done for another service. */
    private static Step withoutAfter(Plan plan, Step step, Predicate<Work> which) {
        Set<Integer> gone = plan.steps().stream()
                .filter(other -> !other.resource().equals(step.resource()) && which.test(other.work()))
                .map(Step::id)
                .collect(Collectors.toSet());
        return withAfter(
                step, step.after().stream().filter(id -> !gone.contains(id)).collect(Collectors.toSet()));
    }

    /** What is stopped and started again is left as it is. */
    static Plan withoutRestarts(Plan plan) {
        Plan changed = plan;
        for (Step stop : plan.steps()) {
            for (Step start : plan.steps()) {
                if (stop.work() instanceof Action.StopContainer stopped
                        && start.work() instanceof Action.StartContainer started
                        && stopped.container().equals(started.container())) {
                    changed = without(without(changed, stop.id()), start.id());
                }
            }
        }
        return changed;
    }

    static Plan withoutPast(Plan plan) {
        return withLasting(plan, lasting -> new Lasting(Optional.empty(), lasting.networks(), lasting.end()));
    }

    static Plan withoutNetworks(Plan plan) {
        return withLasting(plan, lasting -> new Lasting(lasting.settlesWithin(), Set.of(), lasting.end()));
    }

    private static Plan withLasting(Plan plan, UnaryOperator<Lasting> other) {
        Plan changed = each(plan, Await.class, step -> withWork(step, withLasting((Await) step.work(), other)));
        List<Standing> standing = plan.standing().stream()
                .map(one -> new Standing(withLasting(one.await(), other), one.doubtful(), one.neededBy()))
                .toList();
        return new Plan(
                plan.project(),
                plan.operation(),
                plan.changes(),
                changed.steps(),
                plan.notices(),
                plan.optional(),
                standing);
    }

    private static Await withLasting(Await await, UnaryOperator<Lasting> other) {
        return new Await(
                await.container(),
                await.service(),
                await.condition(),
                await.within(),
                await.endpoint(),
                await.probing(),
                other.apply(await.lasting()));
    }

    static Plan withSteps(Plan plan, List<Step> steps) {
        return new Plan(
                plan.project(),
                plan.operation(),
                plan.changes(),
                steps,
                plan.notices(),
                plan.optional(),
                plan.standing());
    }

    static Plan withoutStanding(Plan plan) {
        return new Plan(
                plan.project(), plan.operation(), plan.changes(), plan.steps(), plan.notices(), plan.optional());
    }

    static Plan withNotice(Plan plan, String notice) {
        List<String> notices = new ArrayList<>(plan.notices());
        notices.add(notice);
        return new Plan(
                plan.project(),
                plan.operation(),
                plan.changes(),
                plan.steps(),
                notices,
                plan.optional(),
                plan.standing());
    }

    static Plan withStep(Plan plan, Action action, ResourceId resource, Set<Integer> after) {
        List<Step> steps = new ArrayList<>(plan.steps());
        int id = steps.stream().mapToInt(Step::id).max().orElse(0) + 1;
        steps.add(new Step(id, action, resource, after, Set.of(), List.of()));
        return withSteps(plan, steps);
    }

    static Step withAfter(Step step, Set<Integer> after) {
        return new Step(step.id(), step.work(), step.resource(), after, step.afterEnd(), step.undo());
    }

    static Step withWork(Step step, Work work) {
        return new Step(
                step.id(),
                work,
                step.resource(),
                step.after(),
                step.afterEnd(),
                step.onlyIf(),
                step.undo(),
                step.restored());
    }

    /** Done in any case, whatever the fetches before it bring. */
    static Step unconditionally(Step step) {
        return withAfter(step, step.after());
    }

    static Step withoutUndo(Step step) {
        return new Step(
                step.id(),
                step.work(),
                step.resource(),
                step.after(),
                step.afterEnd(),
                step.onlyIf(),
                List.of(),
                Optional.empty());
    }

    /** Leaves out the first step of this work that there is; what waited for it waits for what it has waited for. */
    static Plan withoutFirst(Plan plan, Class<? extends Work> work) {
        return plan.steps().stream()
                .filter(step -> work.isInstance(step.work()))
                .findFirst()
                .map(step -> without(plan, step.id()))
                .orElse(plan);
    }

    private static Plan without(Plan plan, int id) {
        Step gone = plan.steps().stream()
                .filter(step -> step.id() == id)
                .findFirst()
                .orElseThrow();
        List<Step> steps = plan.steps().stream()
                .filter(step -> !step.equals(gone))
                .map(step -> instead(step, gone.id(), gone.after()))
                .toList();
        return withSteps(plan, steps);
    }

    /** Waits for {@code others} instead of for {@code id}. */
    static Step instead(Step step, int id, Set<Integer> others) {
        if (!step.after().contains(id)) {
            return step;
        }
        Set<Integer> after = new HashSet<>(step.after());
        after.remove(id);
        after.addAll(others);
        return withAfter(step, after);
    }

    /** Each step waits for all that are nearer to the beginning than it is. */
    static Plan inWaves(Plan plan) {
        Map<Integer, Integer> waves = new HashMap<>();
        for (Step step : plan.steps()) {
            int wave = step.after().stream()
                            .mapToInt(id -> waves.getOrDefault(id, 0))
                            .max()
                            .orElse(-1)
                    + 1;
            waves.put(step.id(), wave);
        }
        List<Step> steps = plan.steps().stream()
                .sorted((one, other) ->
                        Integer.compare(waves.getOrDefault(one.id(), 0), waves.getOrDefault(other.id(), 0)))
                .map(step -> withAfter(step, earlier(waves, step.id())))
                .toList();
        return withSteps(plan, steps);
    }

    private static Set<Integer> earlier(Map<Integer, Integer> waves, int id) {
        int own = waves.getOrDefault(id, 0);
        return waves.entrySet().stream()
                .filter(entry -> entry.getValue() < own)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
