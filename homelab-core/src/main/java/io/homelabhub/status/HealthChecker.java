package io.homelabhub.status;

import io.homelabhub.definition.ProjectView;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.graph.Condition;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.Restarts;
import io.homelabhub.plan.Await.Endpoint;
import io.homelabhub.run.EndpointProber;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.status.ProjectHealth.HealthCheck;
import io.homelabhub.status.ProjectHealth.HealthCheck.Kind;
import io.homelabhub.status.ProjectHealth.ServiceHealth;
import io.homelabhub.status.ProjectStatus.ServiceStatus;
import io.homelabhub.time.SideBySide;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks containers and endpoints whether they are well. */
final class HealthChecker {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    private final ProjectView view;
    private final Engine engine;
    private final EndpointProber prober;
    private final SecretMask mask;

    /** @param mask hides what containers print and nobody shall read */
    HealthChecker(ProjectView view, SecretMask mask, Engine engine, EndpointProber prober) {
        this.view = view;
        this.engine = engine;
        this.prober = prober;
        this.mask = mask;
    }

    /** Asks about every service of {@code status}, {@code atOnce} of them at a time. */
    ProjectHealth of(ProjectStatus status, int atOnce, Timing timing) {
        SharedNamespaces shared = new SharedNamespaces(view.graph(), engine, status);
        try {
            return new ProjectHealth(
                    status.project(),
                    status.engine(),
                    SideBySide.map(status.services(), atOnce, timing, service -> of(service, shared)),
                    status.jobs(),
                    status.problems());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.INTERRUPTED, "interrupted while services were checked");
        }
    }

    private ServiceHealth of(ServiceStatus service, SharedNamespaces shared) {
        List<HealthCheck> checks = new ArrayList<>();
        for (ObservedContainer container : service.containers()) {
            checks.add(state(service, container));
            if (container.state().isRunning()) {
                test(container).ifPresent(checks::add);
                shared.lost(service.service(), container).forEach(checks::add);
            }
        }
        service.containers().stream()
                .filter(container -> container.state().isRunning())
                .findFirst()
                .ifPresent(running ->
                        view.endpoint().apply(service.service()).ifPresent(target -> checks.add(ask(target, running))));
        return new ServiceHealth(service, checks);
    }

    private HealthCheck state(ServiceStatus service, ObservedContainer container) {
        boolean running = container.state().isRunning();
        Optional<Restarts> restarts = Restarts.of(container);
        boolean steady = running
                && restarts.filter(known -> known.isUnsteady(service.asked())).isEmpty();
        String history = restarts.map(known -> known.text(service.asked())).orElse("");
        return new HealthCheck(
                Kind.STATE,
                container.name(),
                steady || hasDoneItsWork(service.service(), container),
                stateText(container) + (history.isEmpty() ? "" : ", " + history));
    }

    private static String stateText(ObservedContainer container) {
        String state = container.state().name().toLowerCase(Locale.ROOT);
        return container.state().isRunning()
                ? state
                : Restarts.of(container).flatMap(Restarts::exitCode).or(container::exitCode).stream()
                        .map(code -> state + " (" + code + ")")
                        .findFirst()
                        .orElse(state);
    }

    /** What others wait for until it has completed may have ended, if it ended well. */
    private boolean hasDoneItsWork(String service, ObservedContainer container) {
        return container.state() == ContainerState.EXITED
                && container.exitCode().equals(Optional.of(0))
                && view.graph().dependants(service).stream()
                        .anyMatch(edge -> edge.conditions().contains(Condition.COMPLETED_SUCCESSFULLY));
    }

    private Optional<HealthCheck> test(ObservedContainer container) {
        ProbeResult result = answer(() -> engine.probe(container.id()));
        return result.verdict() == Verdict.NO_TEST
                ? Optional.empty()
                : Optional.of(check(Kind.TEST, container.name(), result));
    }

    private HealthCheck ask(Endpoint endpoint, ObservedContainer running) {
        ProbeResult result = endpoint.type() == Endpoint.Type.COMMAND
                ? answer(
                        () -> engine.execute(running.id(), List.of("/bin/sh", "-c", endpoint.target()), LONGEST_ANSWER))
                : prober.ask(endpoint, LONGEST_ANSWER);
        return check(Kind.ENDPOINT, mask.mask(endpoint.target()), result);
    }

    private static ProbeResult answer(Supplier<ProbeResult> question) {
        try {
            return question.get();
        } catch (EngineException failure) {
            return new ProbeResult(Verdict.FAILED, String.valueOf(failure.getMessage()));
        }
    }

    private HealthCheck check(Kind kind, String subject, ProbeResult result) {
        String detail =
                switch (result.verdict()) {
                    case PASSED, FAILED, NO_TEST ->
                        mask.mask(result.output()).strip().replaceAll("\\s*\\R\\s*", " / ");
                    case TIMED_OUT -> "no answer in time";
                    case NOT_RUNNING -> "ended meanwhile";
                };
        return new HealthCheck(kind, subject, result.verdict() == Verdict.PASSED, detail);
    }
}
