package io.homelabhub.bundle;

import io.homelabhub.bundle.BundledService.PublishedPort;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.compose.Dependency;
import io.homelabhub.compose.PortMapping;
import io.homelabhub.graph.Condition;
import io.homelabhub.graph.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes from a Compose project what a catalog can be held against; services that no profile enables included. */
final class BundledServices {
    private static final String SERVICE = "service:";

    private BundledServices() {}

    static List<BundledService> of(ComposeProject project) {
        Map<String, ComposeService> all = new TreeMap<>(project.disabledServices());
        all.putAll(project.services());
        return all.values().stream().map(service -> of(service, project)).toList();
    }

    private static BundledService of(ComposeService service, ComposeProject project) {
        String mode = service.networkMode();
        return new BundledService(
                service.name(),
                service.location(),
                file(service, project),
                Optional.of(service.containerName()).filter(name -> !name.isEmpty()),
                service.ports().stream().map(BundledServices::port).toList(),
                mode.isEmpty() || mode.equals("default") || mode.equals("bridge"),
                service.envFiles().stream().map(Path::normalize).toList(),
                service.privileged(),
                onContentChange(service),
                reasons(service));
    }

    private static Optional<String> onContentChange(ComposeService service) {
        return service.extensions().get("x-homelab") instanceof Map<?, ?> options
                ? Optional.ofNullable(options.get("on-content-change")).map(String::valueOf)
                : Optional.empty();
    }

    private static Optional<Path> file(ComposeService service, ComposeProject project) {
        return project.configFiles().stream()
                .filter(file -> file.endsWith(service.location().file()))
                .findFirst();
    }

    private static PublishedPort port(PortMapping mapping) {
        List<Integer> ends = new ArrayList<>();
        for (String end : List.of(mapping.published().split("-", 2))) {
            if (end.matches("[0-9]{1,5}")) {
                ends.add(Integer.parseInt(end));
            }
        }
        OptionalInt first = ends.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ends.get(0));
        OptionalInt last = ends.size() < 2 ? first : OptionalInt.of(ends.get(1));
        return new PublishedPort(first, last, mapping.target(), mapping.protocol());
    }

    private static Map<String, SortedSet<Reason>> reasons(ComposeService service) {
        Map<String, SortedSet<Reason.Source>> shared = shared(service);
        Map<String, SortedSet<Reason>> reasons = new TreeMap<>();
        service.dependsOn().forEach((needed, dependency) -> {
            SortedSet<Reason.Source> sources = shared.getOrDefault(needed, new TreeSet<>());
            if (sources.isEmpty() || dependency.condition() != Dependency.Condition.SERVICE_STARTED) {
                sources.add(Reason.Source.DEPENDS_ON);
            }
            SortedSet<Reason> each = new TreeSet<>();
            sources.forEach(source -> each.add(reason(source, dependency)));
            reasons.put(needed, each);
        });
        return reasons;
    }

    /** Compose turns what is shared into entries of {@code depends_on}; this tells where an entry comes from. */
    private static Map<String, SortedSet<Reason.Source>> shared(ComposeService service) {
        Map<String, SortedSet<Reason.Source>> shared = new TreeMap<>();
        service.links().forEach(link -> add(shared, upToColon(link), Reason.Source.LINKS));
        namespace(shared, service.networkMode(), Reason.Source.NETWORK_MODE);
        namespace(shared, service.ipc(), Reason.Source.IPC);
        namespace(shared, service.pid(), Reason.Source.PID);
        service.volumesFrom().stream()
                .filter(from -> !from.startsWith("container:"))
                .forEach(from -> add(shared, upToColon(from), Reason.Source.VOLUMES_FROM));
        return shared;
    }

    private static void namespace(Map<String, SortedSet<Reason.Source>> shared, String mode, Reason.Source source) {
        if (mode.startsWith(SERVICE)) {
            add(shared, mode.substring(SERVICE.length()), source);
        }
    }

    private static void add(Map<String, SortedSet<Reason.Source>> shared, String service, Reason.Source source) {
        shared.computeIfAbsent(service, any -> new TreeSet<>()).add(source);
    }

    private static String upToColon(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }

    private static Reason reason(Reason.Source source, Dependency dependency) {
        Condition condition =
                switch (dependency.condition()) {
                    case SERVICE_STARTED -> Condition.STARTED;
                    case SERVICE_HEALTHY -> Condition.HEALTHY;
                    case SERVICE_COMPLETED_SUCCESSFULLY -> Condition.COMPLETED_SUCCESSFULLY;
                };
        Condition reached = source == Reason.Source.DEPENDS_ON ? condition : Condition.STARTED;
        return new Reason(source, reached, dependency.required(), dependency.restart());
    }
}
