package io.homelabhub.testkit.simulation;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Step;
import io.homelabhub.testkit.engine.CallRecord;
import io.homelabhub.testkit.engine.Verb;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Requires that the end of an action is noticed the moment it comes, and that a step begins the moment it can: late only
 * while as many actions and probes as allowed are under way.
 */
final class NoBarriers {
    private static final Duration AT_ONCE = Duration.ofMillis(5);

    private final int parallelism;
    private final List<CallRecord> calls;
    private final Map<Integer, Instant> begun = new HashMap<>();
    private final Map<Integer, Instant> ended = new HashMap<>();
    private final Map<Integer, Step> steps = new HashMap<>();
    private final List<HomelabEvent.StepFinished> finished = new ArrayList<>();
    private Instant runBegan = Instant.EPOCH;

    NoBarriers(int parallelism, Run run, List<CallRecord> calls) {
        this.parallelism = parallelism;
        this.calls = calls.stream().filter(NoBarriers::takesRoom).toList();
        run.events().forEach(this::note);
    }

    private void note(HomelabEvent event) {
        if (event instanceof HomelabEvent.RunStarted started) {
            runBegan = started.at();
        } else if (event instanceof HomelabEvent.StepStarted started) {
            steps.put(started.step().id(), started.step());
            begun.put(started.step().id(), started.at());
        } else if (event instanceof HomelabEvent.StepFinished done) {
            ended.put(done.step().id(), done.at());
            finished.add(done);
        } else if (event instanceof HomelabEvent.StepFailed failed) {
            ended.put(failed.step().id(), failed.at());
        } else if (event instanceof HomelabEvent.StepSkipped skipped) {
            ended.put(skipped.step().id(), skipped.at());
        }
    }

    void require() {
        finished.forEach(this::requireHeardAtOnce);
        steps.values().forEach(this::require);
    }

    private void requireHeardAtOnce(HomelabEvent.StepFinished event) {
        Step step = event.step();
        List<Instant> ends = calls.stream()
                .filter(call -> call.call().action().filter(step.work()::equals).isPresent())
                .map(call -> VirtualClock.START.plus(call.ended()))
                .toList();
        boolean heard = ends.stream().anyMatch(end -> isAtOnce(end, event.at()));
        Checks.require(
                7,
                ends.isEmpty() || heard,
                () -> step + " ended at " + ends + ", and that was noticed at " + event.at());
    }

    private static boolean isAtOnce(Instant could, Instant did) {
        return Duration.between(could, did).compareTo(AT_ONCE) <= 0;
    }

    private void require(Step step) {
        Instant could = Stream.concat(step.after().stream(), step.afterEnd().stream())
                .map(before -> ended.getOrDefault(before, runBegan))
                .max(Instant::compareTo)
                .orElse(runBegan);
        Instant did = begun.getOrDefault(step.id(), could);
        boolean free = !(step.work() instanceof Action) || isFreeSometime(could, did);
        boolean last = step.work() instanceof Action.RemoveContainer; // comes after the last look at everything
        Checks.require(
                7,
                isAtOnce(could, did) || !free || last,
                () -> step + " could have begun at " + could + " and began at " + did + ", with room for it between");
    }

    /** Whether fewer actions than allowed were under way at some instant between. */
    private boolean isFreeSometime(Instant from, Instant to) {
        Stream<Instant> ends = calls.stream().map(call -> VirtualClock.START.plus(call.ended()));
        return Stream.concat(Stream.of(from.plus(AT_ONCE)), ends.map(end -> end.plus(AT_ONCE)))
                .filter(instant -> instant.isAfter(from) && instant.isBefore(to))
                .anyMatch(instant -> underWay(instant) < parallelism);
    }

    private static boolean takesRoom(CallRecord record) {
        Verb verb = record.call().verb();
        return record.call().action().isPresent() || verb == Verb.PROBE || verb == Verb.EXECUTE;
    }

    private long underWay(Instant instant) {
        Duration elapsed = Duration.between(VirtualClock.START, instant);
        return calls.stream()
                .filter(call ->
                        call.began().compareTo(elapsed) <= 0 && call.ended().compareTo(elapsed) > 0)
                .count();
    }
}
