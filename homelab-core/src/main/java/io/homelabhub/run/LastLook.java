package io.homelabhub.run;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Await.Condition;
import io.homelabhub.plan.Standing;
import io.homelabhub.plan.Step;
import io.homelabhub.resource.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sees to it that a run vouches for nothing that is no longer so. Everything that has become ready, and everything that stays
 * as it is, is watched from then on; at the end, when all of it has had the time to settle, it is looked at once more.
 * On the coordinator's thread.
 */
final class LastLook implements Watched.Round {
    private final RunContext run;
    private final Map<String, Integer> exitCodes;
    private final BiConsumer<Step, RuntimeException> fell;
    private final Runnable sure;
    private final Map<Integer, Watched> watched = new LinkedHashMap<>();
    private final Set<Step> fallen = new LinkedHashSet<>();
    private final Set<Step> ill = new LinkedHashSet<>();
    private final Map<Integer, Standing> standing = new LinkedHashMap<>();
    private final Map<Integer, Standing> waitedFor = new LinkedHashMap<>();
    private boolean hurried;
    private boolean begun;
    private boolean lettingGo;
    private boolean fallenLate;
    private boolean passed;
    private boolean ended;

    /**
     * @param exitCodes the exit codes that events have told, by container id; grows
     * @param fell told of what was ready and is not any more, and why
     * @param sure called each time one is not {@linkplain #inDoubt in doubt} any more
     */
    LastLook(RunContext run, Map<String, Integer> exitCodes, BiConsumer<Step, RuntimeException> fell, Runnable sure) {
        this.run = run;
        this.exitCodes = exitCodes;
        this.fell = fell;
        this.sure = sure;
    }

    /** Begins to watch what the plan leaves as it is. */
    void standing() {
        int id = run.plan().steps().stream().mapToInt(Step::id).max().orElse(0);
        for (Standing one : run.plan().standing()) {
            id++;
            standing.put(id, one);
            Await await = withoutEndpoint(one.await());
            Step step = new Step(id, await, ResourceId.service(await.service()), Set.of(), Set.of(), List.of());
            if (!isWaitedFor(await)) {
                watch(step, await, false).awaitFirst();
            }
        }
    }

    /** Whether somebody waits for it anyway, for sure; it is watched from then on. */
    private boolean isWaitedFor(Await standing) {
        return run.plan().steps().stream()
                .filter(step -> step.onlyIf().isEmpty())
                .flatMap(step -> step.work().await().stream())
                .anyMatch(other -> other.container().equals(standing.container()));
    }

    /** Nobody has changed what stays as it is: whether its endpoint answers is for {@code health} to say. */
    private static Await withoutEndpoint(Await await) {
        return await.until(await.condition() == Condition.REACHABLE ? Condition.READY : await.condition());
    }

    private Watched watch(Step step, Await await, boolean startedByRun) {
        Watched one = new Watched(run, step, await, startedByRun, exitCodes, this);
        watched.put(step.id(), one);
        if (hurried) {
            one.hurry();
        }
        return one;
    }

    /** What {@code step} has waited for is ready. What is not to stay is let go. */
    void ready(Step step, Await await, ReadinessWait wait, boolean startedByRun) {
        if (run.plan().passingContainers().contains(await.container())) {
            return;
        }
        if (!startedByRun && step.onlyIf().isEmpty()) {
            standing.values().stream()
                    .filter(one -> one.await().container().equals(await.container()))
                    .forEach(one -> waitedFor.put(step.id(), one));
        }
        wait.lastSeen().ifPresent(status -> watch(step, await, startedByRun).ready(status, wait.upSince()));
    }

    /** What a step stands for, or has waited for, that the plan leaves as it is. */
    private Optional<Standing> staying(int step) {
        return Optional.ofNullable(standing.get(step)).or(() -> Optional.ofNullable(waitedFor.get(step)));
    }

    /** Another image has come, and what stays as it is without one is about to be replaced. */
    void replaced(ResourceId resource) {
        standing.forEach((id, one) -> {
            if (one.await().service().equals(resource.name())) {
                Optional.ofNullable(watched.remove(id)).ifPresent(Watched::end);
            }
        });
    }

    @Override
    public Duration settledAt() {
        return watched.values().stream()
                .map(Watched::settledAt)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    @Override
    public void fell(Step step, RuntimeException failure) {
        boolean wasIll = Optional.ofNullable(standing.get(step.id()))
                .filter(Standing::doubtful)
                .isPresent();
        // it may have been a job that has done its work: nothing that was done is taken back for that
        boolean quiet = standing.containsKey(step.id())
                && Optional.ofNullable(watched.get(step.id()))
                        .filter(Watched::hasQuietlyEnded)
                        .isPresent();
        boolean optional =
                standing.containsKey(step.id()) && run.plan().optional().contains(step.resource());
        (wasIll || quiet || optional ? ill : fallen).add(step);
        fallenLate |= lettingGo && staying(step.id()).filter(Standing::doubtful).isEmpty();
        fell.accept(step, failure);
    }

    @Override
    public void sure() {
        sure.run();
    }

    /**
     * What a service needs, to which something has happened, and which has not been seen well again: other services, sorted.
     *
     * @param awaits the steps that have waited for it
     */
    List<String> inDoubt(String service, Set<Integer> awaits) {
        Stream<Integer> staying = standing.entrySet().stream()
                .filter(one -> one.getValue().neededBy().contains(service))
                .map(Map.Entry::getKey);
        return Stream.concat(awaits.stream(), staying)
                .flatMap(id -> Stream.ofNullable(watched.get(id)))
                .filter(Watched::isInDoubt)
                .map(one -> one.await().service())
                .distinct()
                .sorted()
                .toList();
    }

    /** An event of some container. */
    void heard(ContainerEvent event) {
        new ArrayList<>(watched.values()).forEach(one -> one.heard(event));
    }

    /** Looks at everything, as soon as it has settled. */
    void begin() {
        begun = true;
        watched.values().forEach(Watched::lookLast);
    }

    /** Looks at everything at once. */
    void hurry() {
        hurried = true;
        watched.values().forEach(Watched::hurry);
    }

    /**
     * Watches what the run has started no longer, as it is being taken back; of what may not have been well
     * before, no more is asked than that it is up.
     */
    void letGo() {
        lettingGo = true;
        watched.forEach((id, one) -> {
            Optional<Standing> stays = staying(id);
            if (stays.isEmpty()) {
                one.end();
            } else if (stays.get().doubtful()) {
                one.settleForUp();
            }
        });
    }

    /** Nothing is watched any longer. */
    void end() {
        passed = isPassed();
        ended = true;
        watched.values().forEach(Watched::end);
    }

    /** Whether everything has been looked at. */
    boolean isOver() {
        return watched.values().stream().allMatch(Watched::isSeen);
    }

    /** Whether everything was still well at the end, but for what was not even before. */
    boolean isPassed() {
        return ended ? passed : begun && !lettingGo && isOver() && fallen.isEmpty();
    }

    /** Whether it is a step of no plan, but stands for what the plan leaves as it is. */
    boolean isStanding(Step step) {
        return standing.containsKey(step.id());
    }

    /** Whether something that was well, or well again, fell while the run was being taken back. */
    boolean hasFallenLate() {
        return fallenLate;
    }

    /** What is well, as nobody has said that it may not end, and has ended with exit code 0. */
    List<QuietEnd> quietEnds() {
        Set<Integer> told =
                Stream.concat(fallen.stream(), ill.stream()).map(Step::id).collect(Collectors.toSet());
        return watched.entrySet().stream()
                .filter(one -> !told.contains(one.getKey()) && one.getValue().hasQuietlyEnded())
                .map(one -> one.getValue().await())
                .map(await -> new QuietEnd(await.service(), await.container()))
                .distinct()
                .toList();
    }

    /** The services that start only while it is well, if it is what stays as it is, and was well before it fell. */
    Set<String> inNeedOf(Step step) {
        return fallen.contains(step)
                ? staying(step.id()).map(Standing::neededBy).orElse(Set.of())
                : Set.of();
    }

    /** Whether something was not well even before the run. */
    boolean hasFoundIll() {
        return !ill.isEmpty();
    }

    /** Whether something fell that was well and that the run should have left as it is. */
    boolean hasStandingFallen() {
        return fallen.stream().anyMatch(step -> standing.containsKey(step.id()));
    }
}
