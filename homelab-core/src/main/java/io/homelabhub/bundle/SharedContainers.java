package io.homelabhub.bundle;

import io.homelabhub.compose.ComposeService;
import io.homelabhub.graph.Reason;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the services whose containers another service names: by {@code service:NAME}, or by the name of a container that is
 * one of the project's own.
 */
final class SharedContainers {
    private static final String SERVICE = "service:";
    private static final String CONTAINER = "container:";

    private final Map<String, String> serviceOf = new TreeMap<>();
    private final ComposeService service;
    private final Map<String, SortedSet<Reason.Source>> found = new TreeMap<>();

    private SharedContainers(ComposeService service, Iterable<ComposeService> all, String project) {
        this.service = service;
        all.forEach(other -> serviceOf.put(firstContainer(other, project), other.name()));
    }

    private static String firstContainer(ComposeService service, String project) {
        return service.containerName().isEmpty() ? project + "-" + service.name() + "-1" : service.containerName();
    }

    /** What {@code service} shares with which other, by their names. */
    static Map<String, SortedSet<Reason.Source>> of(
            ComposeService service, Iterable<ComposeService> all, String project) {
        return new SharedContainers(service, all, project).find();
    }

    private Map<String, SortedSet<Reason.Source>> find() {
        String mode = service.networkMode();
        boolean onBridge = mode.equals("bridge") || mode.equals("default");
        Reason.Source link = onBridge ? Reason.Source.BRIDGE_LINKS : Reason.Source.LINKS;
        service.links().forEach(other -> add(upToColon(other), link));
        if (onBridge) {
            service.externalLinks().forEach(other -> addContainer(upToColon(other), link));
        }
        namespace(mode, Reason.Source.NETWORK_MODE);
        namespace(service.ipc(), Reason.Source.IPC);
        namespace(service.pid(), Reason.Source.PID);
        service.volumesFrom().forEach(this::volumes);
        found.remove(service.name());
        return found;
    }

    private void namespace(String mode, Reason.Source source) {
        if (mode.startsWith(SERVICE)) {
            add(mode.substring(SERVICE.length()), source);
        } else if (mode.startsWith(CONTAINER)) {
            addContainer(mode.substring(CONTAINER.length()), source);
        }
    }

    private void volumes(String from) {
        if (from.startsWith(CONTAINER)) {
            addContainer(upToColon(from.substring(CONTAINER.length())), Reason.Source.VOLUMES_FROM);
        } else {
            add(upToColon(from), Reason.Source.VOLUMES_FROM);
        }
    }

    private void addContainer(String container, Reason.Source source) {
        String owner = serviceOf.get(container);
        if (owner != null) {
            add(owner, source);
        }
    }

    private void add(String other, Reason.Source source) {
        found.computeIfAbsent(other, any -> new TreeSet<>()).add(source);
    }

    private static String upToColon(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }
}
