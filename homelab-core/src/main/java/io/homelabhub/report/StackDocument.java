package io.homelabhub.report;

import io.homelabhub.graph.Dependency;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedPort;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.status.ProjectStatus;
import io.homelabhub.status.ProjectStatus.ServiceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a project stands, with what needs what and why a service is not up, in the form for programs. */
public final class StackDocument {
    private final ProjectStatus status;
    private final DependencyGraph graph;
    private final Instant now;
    private final Map<String, ServiceState> states;
    private final Map<String, Integer> layers;

    private StackDocument(ProjectStatus status, DependencyGraph graph, Instant now) {
        this.status = status;
        this.graph = graph;
        this.now = now;
        this.states = states(status);
        this.layers = graph.layers();
    }

    /**
     * {@code project}, {@code engine}, {@code services}, {@code orphans} and {@code problems}.
     *
     * @param graph of the services of {@code status}
     * @param now what ages count from
     */
    public static Map<String, ?> of(ProjectStatus status, DependencyGraph graph, Instant now) {
        return new StackDocument(status, graph, now).document();
    }

    /** How each service stands. */
    public static Map<String, ServiceState> states(ProjectStatus status) {
        return status.services().stream()
                .collect(Collectors.toMap(
                        ServiceStatus::service, ServiceState::of, (one, other) -> one, LinkedHashMap::new));
    }

    private Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", status.project());
        document.put("engine", status.engine().toString());
        document.put("at", now);
        document.put("services", status.services().stream().map(this::service).toList());
        document.put("orphans", status.orphans().stream().map(this::orphan).toList());
        document.put(
                "problems", status.problems().stream().map(Object::toString).toList());
        return document;
    }

    private Map<String, ?> service(ServiceStatus service) {
        ServiceState state = state(service.service());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", service.service());
        document.put("group", service.group().orElse(""));
        document.put("enabled", service.enabled());
        document.put("up", service.isUp());
        document.put("state", state.code());
        document.put("layer", layers.getOrDefault(service.service(), 0));
        document.put("why", why(service, state));
        document.put("needs", needs(service.service()));
        document.put(
                "containers", service.containers().stream().map(this::container).toList());
        return document;
    }

    /** What keeps it from being up: its containers' own words, and what it needs that is not up. */
    private List<String> why(ServiceStatus service, ServiceState state) {
        List<String> why = new ArrayList<>();
        if (state.isTrouble() || state == ServiceState.STARTING) {
            service.containers()
                    .forEach(container -> why.add(container.name() + ": " + ContainerWords.state(container, now)));
        }
        if (!service.containers().isEmpty() && graph.vertices().contains(service.service())) {
            graph.dependencies(service.service()).stream()
                    .filter(Dependency::required)
                    .filter(edge -> state(edge.to()).isTrouble() || state(edge.to()) == ServiceState.ABSENT)
                    .forEach(edge -> why.add("needs " + edge.to() + ", which is "
                            + state(edge.to()).code()));
        }
        return why;
    }

    private ServiceState state(String service) {
        return states.getOrDefault(service, ServiceState.ABSENT);
    }

    private List<Map<String, ?>> needs(String service) {
        List<Map<String, ?>> needs = new ArrayList<>();
        if (graph.vertices().contains(service)) {
            for (Dependency edge : graph.dependencies(service)) {
                Map<String, Object> need = new LinkedHashMap<>();
                need.put("service", edge.to());
                need.put("required", edge.required());
                need.put(
                        "conditions",
                        edge.conditions().stream()
                                .map(condition -> condition
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'))
                                .sorted()
                                .toList());
                needs.add(need);
            }
        }
        return needs;
    }

    private Map<String, ?> orphan(ObservedContainer container) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("service", ProjectContainers.serviceOf(container));
        document.putAll(container(container));
        return document;
    }

    private Map<String, ?> container(ObservedContainer container) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", container.name());
        document.put("state", ContainerWords.state(container, now));
        document.put("image", container.image());
        document.put("created", container.created());
        document.put(
                "ports", container.ports().stream().map(StackDocument::port).toList());
        return document;
    }

    private static Map<String, ?> port(ObservedPort port) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("address", port.hostAddress());
        document.put("port", port.hostPort());
        document.put("containerPort", port.containerPort());
        document.put("protocol", port.protocol());
        return document;
    }
}
