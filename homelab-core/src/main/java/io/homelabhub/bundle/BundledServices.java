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
    private BundledServices() {}

    static List<BundledService> of(ComposeProject project) {
        Map<String, ComposeService> all = new TreeMap<>(project.disabledServices());
        all.putAll(project.services());
        return all.values().stream()
                .map(service -> of(service, project, SharedContainers.of(service, all.values(), project.name())))
                .toList();
    }

    private static BundledService of(
            ComposeService service, ComposeProject project, Map<String, SortedSet<Reason.Source>> shared) {
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
                service.isJob(),
                reasons(service, shared));
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

    /** Compose turns most of what is shared into entries of {@code depends_on}; this tells where an entry comes from. */
    private static Map<String, SortedSet<Reason>> reasons(
            ComposeService service, Map<String, SortedSet<Reason.Source>> shared) {
        Map<String, SortedSet<Reason>> reasons = new TreeMap<>();
        service.dependsOn().forEach((needed, dependency) -> {
            SortedSet<Reason> each = new TreeSet<>();
            shared.getOrDefault(needed, new TreeSet<>()).forEach(source -> each.add(reason(source, dependency)));
            if (each.isEmpty() || dependency.condition() != Dependency.Condition.SERVICE_STARTED) {
                each.add(reason(Reason.Source.DEPENDS_ON, dependency));
            }
            reasons.put(needed, each);
        });
        shared.forEach((other, sources) -> reasons.computeIfAbsent(other, any -> implied(sources)));
        return reasons;
    }

    /** What is shared by the name of a container, which Compose does not look up. */
    private static SortedSet<Reason> implied(SortedSet<Reason.Source> sources) {
        SortedSet<Reason> reasons = new TreeSet<>();
        sources.forEach(source -> reasons.add(Reason.shared(source, source != Reason.Source.VOLUMES_FROM)));
        return reasons;
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
