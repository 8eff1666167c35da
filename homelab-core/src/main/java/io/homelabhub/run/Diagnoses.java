package io.homelabhub.run;

import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.HealthCheck;
import io.homelabhub.failure.Remedy;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Work;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.EngineCalls.Job;
import io.homelabhub.run.EngineCalls.Lane;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Gathers what helps to understand a failure, as soon as it has happened and before anything is taken back. What cannot
 * be had is left out: a second failure must not hide the first.
 */
final class Diagnoses {
    private static final int LOG_LINES = 20;
    private static final int LOG_LINES_OF_OTHERS = 5;
    private static final int MOST_OTHERS = 3;

    private final RunContext run;
    private final Map<Step, RuntimeException> failures = new LinkedHashMap<>();
    private final Map<Step, ContainerDiagnosis> diagnoses = new LinkedHashMap<>();
    private final Map<Step, List<ContainerDiagnosis>> dependencies = new LinkedHashMap<>();
    private int underWay;

    Diagnoses(RunContext run) {
        this.run = run;
    }

    void add(Step step, RuntimeException failure) {
        failures.put(step, failure);
        container(step.work()).ifPresent(container -> {
            lookAt(container, LOG_LINES, diagnosis -> diagnoses.put(step, diagnosis));
            awaited(step)
                    .forEach(other -> lookAt(other, LOG_LINES_OF_OTHERS, diagnosis -> dependencies
                            .computeIfAbsent(step, any -> new ArrayList<>())
                            .add(diagnosis)));
        });
    }

    private void lookAt(String container, int lines, Consumer<ContainerDiagnosis> result) {
        underWay++;
        run.calls()
                .submit(new Job<>(
                        "diagnosis of " + container,
                        Lane.LOOK,
                        0,
                        () -> true,
                        () -> look(run.engine(), container, lines, run.masking()),
                        diagnosis -> {
                            result.accept(diagnosis);
                            underWay--;
                        },
                        unknown -> underWay--));
    }

    /** The containers of other services that the step had waited for, the nearest first. */
    private List<String> awaited(Step step) {
        Map<Integer, Step> steps = new HashMap<>();
        run.plan().steps().forEach(other -> steps.put(other.id(), other));
        Set<String> containers = new LinkedHashSet<>();
        Set<Integer> seen = new HashSet<>();
        Deque<Step> open = new ArrayDeque<>(List.of(step));
        while (!open.isEmpty()) {
            for (int id : open.remove().after()) {
                Step before = steps.get(id);
                if (before == null || !seen.add(id)) {
                    continue;
                }
                Optional<Await> wait =
                        before.work().await().filter(await -> !before.resource().equals(step.resource()));
                wait.ifPresentOrElse(await -> containers.add(await.container()), () -> open.add(before));
            }
        }
        return containers.stream().limit(MOST_OTHERS).toList();
    }

    boolean areComplete() {
        return underWay == 0;
    }

    private static Optional<String> container(Work work) {
        return work.accept(Diagnoses::container, await -> Optional.of(await.container()), gate -> Optional.empty());
    }

    /** A container that could not even be created has nothing to show, and what goes says nothing of why it stays. */
    private static Optional<String> container(Action action) {
        return switch (action.verb()) {
            case START, RUN -> action.subject();
            case PULL,
                    BUILD,
                    PUSH,
                    TAG,
                    CREATE,
                    STOP,
                    REMOVE,
                    RENAME,
                    UPDATE,
                    SIGNAL,
                    PAUSE,
                    UNPAUSE,
                    CONNECT,
                    DISCONNECT,
                    RECONNECT -> Optional.empty();
        };
    }

    private static ContainerDiagnosis look(Engine engine, String container, int lines, UnaryOperator<String> masking) {
        return engine.status(container)
                .map(status -> diagnosis(status, logTail(engine, container, lines), masking))
                .orElse(ContainerDiagnosis.NONE);
    }

    private static List<String> logTail(Engine engine, String container, int lines) {
        try {
            return engine.logTail(container, lines);
        } catch (EngineException e) {
            return List.of();
        }
    }

    private static ContainerDiagnosis diagnosis(
            ContainerStatus status, List<String> log, UnaryOperator<String> masking) {
        boolean hasEnded =
                status.state() != ContainerState.RUNNING && status.finishedAt().isAfter(Instant.EPOCH);
        return new ContainerDiagnosis(
                status.name(),
                hasEnded ? Optional.of(status.exitCode()) : Optional.empty(),
                status.outOfMemory(),
                status.restarts(),
                status.healthTest().stream().map(masking).toList(),
                status.healthChecks().stream()
                        .map(check -> new HealthCheck(check.exitCode(), masking.apply(check.output())))
                        .toList(),
                log.stream().map(masking).toList());
    }

    /** The reports, those of steps that only ran out of the run's time last. */
    List<FailureReport> reports(Ledger ledger, Set<Integer> outOfTime, Remedies remedies) {
        return failures.keySet().stream()
                .sorted(Comparator.comparing(step -> outOfTime.contains(step.id())))
                .map(step -> report(step, ledger, outOfTime.contains(step.id()), remedies))
                .toList();
    }

    private List<ResourceId> services(Step step) {
        if (step.resource().kind() == ResourceId.Kind.SERVICE) {
            return List.of(step.resource());
        }
        return run.plan().steps().stream()
                .filter(other -> other.after().contains(step.id()))
                .map(Step::resource)
                .filter(resource -> resource.kind() == ResourceId.Kind.SERVICE)
                .distinct()
                .toList();
    }

    private FailureReport report(Step step, Ledger ledger, boolean outOfTime, Remedies remedies) {
        RuntimeException failure = failures.getOrDefault(step, new IllegalStateException());
        List<ResourceId> skipped = ledger.skippedBecauseOf(step).stream()
                .map(Step::resource)
                .filter(resource -> !resource.equals(step.resource()))
                .distinct()
                .toList();
        ContainerDiagnosis container = diagnoses.getOrDefault(step, ContainerDiagnosis.NONE);
        List<Remedy> next = remedies.of(step, failure, container, outOfTime);
        List<ContainerDiagnosis> others = dependencies.getOrDefault(step, List.of()).stream()
                .filter(other -> !other.logLines().isEmpty())
                .sorted(Comparator.comparing(ContainerDiagnosis::container))
                .toList();
        return new FailureReport(step, failure, next, container, others, services(step), skipped);
    }
}
