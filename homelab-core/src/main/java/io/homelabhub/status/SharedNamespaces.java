package io.homelabhub.status;

import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Reason;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerReference;
import io.homelabhub.status.ProjectHealth.HealthCheck;
import io.homelabhub.status.ProjectStatus.ServiceStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells whether a container still has the namespaces of another that it lives in: not if that one was started after it. */
final class SharedNamespaces {
    private final DependencyGraph graph;
    private final Engine engine;
    private final Map<String, ServiceStatus> services;

    SharedNamespaces(DependencyGraph graph, Engine engine, ProjectStatus status) {
        this.graph = graph;
        this.engine = engine;
        this.services = status.services().stream().collect(Collectors.toMap(ServiceStatus::service, one -> one));
    }

    /**
     * What a running container of a service has lost, as checks that have failed. A lender that was replaced is no container of the
     * project any more and would be told a second time, by its id, so others are asked about only if no service says it all.
     */
    Stream<HealthCheck> lost(String service, ObservedContainer guest) {
        List<HealthCheck> ofServices = lostOfServices(service, guest).toList();
        return ofServices.isEmpty() ? lostOfOthers(guest) : ofServices.stream();
    }

    /** Of containers that are none of the project's, where the guest was inspected. */
    private Stream<HealthCheck> lostOfOthers(ObservedContainer guest) {
        ApiObject settings = guest.inspection()
                .map(inspection -> inspection.object("HostConfig"))
                .orElse(ApiObject.EMPTY);
        return ContainerReference.borrowed(settings).stream()
                .filter(reference -> services.values().stream()
                        .flatMap(status -> status.containers().stream())
                        .noneMatch(container -> container.id().equals(reference.container())))
                .flatMap(reference -> whyLost(reference.container(), guest)
                        .map(why -> new HealthCheck(
                                HealthCheck.Kind.STATE,
                                guest.name(),
                                false,
                                "has lost the " + reference.kind().text() + " of " + why))
                        .stream());
    }

    private Optional<String> whyLost(String lender, ObservedContainer guest) {
        try {
            Optional<ContainerStatus> status = engine.status(lender);
            if (status.isEmpty()) {
                return Optional.of("a container that is gone");
            }
            boolean runs = status.get().state().isRunning();
            boolean later = startOf(guest)
                    .filter(since -> since.isBefore(status.get().startedAt()))
                    .isPresent();
            String name = status.get().name();
            return !runs
                    ? Optional.of(name + ", which has ended")
                    : later ? Optional.of(name + ", which was started after it") : Optional.empty();
        } catch (EngineException unanswered) {
            return Optional.empty();
        }
    }

    private Stream<HealthCheck> lostOfServices(String service, ObservedContainer guest) {
        return graph.dependencies(service).stream().flatMap(edge -> edge.reasons().stream()
                .flatMap(reason -> lostWithAnEnd(reason.source()).stream())
                .flatMap(what -> lender(edge.to())
                        .filter(lender -> wasStartedAfter(lender, guest))
                        .map(lender -> failed(guest, what, lender))
                        .stream()));
    }

    private static Optional<String> lostWithAnEnd(Reason.Source source) {
        return switch (source) {
            case NETWORK_MODE -> Optional.of("network");
            case IPC -> Optional.of("IPC namespace");
            default -> Optional.empty();
        };
    }

    private static HealthCheck failed(ObservedContainer guest, String what, ObservedContainer lender) {
        String detail = "has lost the " + what + " of " + lender.name() + ", which was started after it";
        return new HealthCheck(HealthCheck.Kind.STATE, guest.name(), false, detail);
    }

    private Optional<ObservedContainer> lender(String service) {
        return Optional.ofNullable(services.get(service)).flatMap(status -> status.containers().stream()
                .filter(container -> container.state().isRunning())
                .min(Comparator.comparing(ObservedContainer::name)));
    }

    private boolean wasStartedAfter(ObservedContainer lender, ObservedContainer guest) {
        Optional<Instant> since = startOf(guest);
        return since.isPresent()
                && startOf(lender).filter(since.get()::isBefore).isPresent();
    }

    private Optional<Instant> startOf(ObservedContainer container) {
        try {
            return engine.status(container.id()).map(ContainerStatus::startedAt);
        } catch (EngineException unanswered) {
            return Optional.empty();
        }
    }
}
