package io.homelabhub.look;

import io.homelabhub.definition.ProjectView;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.ProcessTable;
import io.homelabhub.observed.ImageHistory;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import io.homelabhub.time.SideBySide;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Looks at a project's services by names and labels alone: files that cannot be used keep nobody from it. {@code ServiceOperations}
 * and {@code HomelabRuntime} say what each look tells. Thread-safe.
 */
public final class ServiceLook {
    private final Sessions sessions;
    private final HomelabSettings settings;

    /** Of one runtime. */
    public ServiceLook(Sessions sessions) {
        this.sessions = sessions;
        this.settings = sessions.settings();
    }

    /** The published ports of services. */
    public Look<ServicePort> ports(List<String> names) {
        return looking(
                names,
                false,
                scope -> scope.look(scope.containers().stream()
                        .flatMap(container -> container.ports().stream()
                                .map(port -> new ServicePort(
                                        scope.service(container), container.name(), index(container), port)))
                        .toList()));
    }

    private static int index(ObservedContainer container) {
        return container
                .label(ComposeLabels.CONTAINER_NUMBER)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .orElse(0);
    }

    /** The images that containers were made from. */
    public Look<ServiceImage> images(List<String> names) {
        return looking(names, false, scope -> {
            Set<String> ids = new TreeSet<>();
            scope.containers().forEach(container -> ids.add(container.imageId()));
            Map<String, ObservedImage> images = ids.isEmpty()
                    ? Map.of()
                    : scope.engine().observe(new ObserveRequest("", ids, true)).images();
            return scope.look(scope.containers().stream()
                    .map(container -> ServiceImage.of(
                            scope.service(container), container, Optional.ofNullable(images.get(container.imageId()))))
                    .toList());
        });
    }

    /** What registries have beyond what runs. */
    public Look<ImageUpdate> outdated(List<String> names, RegistryMemory memory) {
        return looking(names, true, scope -> scope.look(new ImageUpdates(scope, memory).find()));
    }

    /** What services run, and ran before. */
    public Look<ServiceImageRun> history(List<String> names) {
        return looking(names, false, scope -> {
            ImageHistory history = ImageHistory.of(scope.view().project(), scope.observed());
            Set<String> services = services(scope, history, names);
            Set<String> ids = new TreeSet<>();
            services.forEach(service -> {
                history.running(service).ifPresent(live -> ids.add(live.imageId()));
                history.before(service).forEach(record -> ids.add(record.id()));
            });
            Map<String, ObservedImage> images = ids.isEmpty()
                    ? Map.of()
                    : scope.engine().observe(new ObserveRequest("", ids, true)).images();
            return scope.look(services.stream()
                    .flatMap(service ->
                            ServiceImageRun.of(scope.view().catalogName(service), service, history, images).stream())
                    .toList());
        });
    }

    private static Set<String> services(Scope scope, ImageHistory history, List<String> names) {
        Set<String> services = new TreeSet<>();
        scope.containers().forEach(container -> services.add(ProjectContainers.serviceOf(container)));
        if (names.isEmpty()) {
            services.addAll(history.services());
        }
        return services;
    }

    /** The project's volumes, or those that some services mount. */
    public Look<ProjectVolume> volumes(List<String> names) {
        return looking(
                names,
                false,
                scope -> scope.look(
                        ProjectVolume.of(scope, names.isEmpty() ? scope.ours().all() : scope.containers()).stream()
                                .filter(volume ->
                                        names.isEmpty() || !volume.services().isEmpty())
                                .toList()));
    }

    /** The processes of what runs. */
    public Look<ServiceProcesses> top(List<String> names) {
        return looking(names, true, scope -> {
            SecretMask mask = scope.mask();
            List<ObservedContainer> running = scope.containers().stream()
                    .filter(container -> container.state().isUp())
                    .toList();
            return scope.look(sideBySide(running, container -> processes(scope, container, mask)).stream()
                    .flatMap(Optional::stream)
                    .toList());
        });
    }

    private static Optional<ServiceProcesses> processes(Scope scope, ObservedContainer container, SecretMask mask) {
        try {
            ProcessTable table = scope.engine().top(container.id());
            List<List<String>> rows = table.rows().stream()
                    .map(row -> row.stream().map(mask::mask).toList())
                    .toList();
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ServiceProcesses(
                            scope.service(container), container.name(), new ProcessTable(table.titles(), rows)));
        } catch (EngineException failure) {
            if (failure.kind() == EngineException.Kind.NOT_FOUND) {
                return Optional.empty(); // has gone meanwhile
            }
            throw failure;
        }
    }

    /** The last runs of the containers' health tests, each container's oldest first. */
    public Look<ServiceCheck> checks(List<String> names) {
        return looking(names, true, scope -> {
            SecretMask mask = scope.mask();
            return scope.look(scope.containers().stream()
                    .flatMap(container -> scope.engine().status(container.id()).stream()
                            .flatMap(status -> status.healthChecks().stream())
                            .map(check -> new ServiceCheck(
                                    scope.service(container),
                                    container.name(),
                                    check.exitCode(),
                                    mask.mask(check.output()))))
                    .toList());
        });
    }

    private <T, R> List<R> sideBySide(List<T> things, Function<T, R> work) {
        try {
            return SideBySide.map(things, settings.atOnce(), settings.timing(), work);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.INTERRUPTED, "interrupted while containers were looked at");
        }
    }

    /** What containers use, until it is closed. */
    public ServiceStats stats(List<String> names) {
        return streaming(names, false, (session, scope) -> new ServiceStats(session, scope, names, settings.timing()));
    }

    /** What happens to containers, until it is closed. */
    public ServiceEvents events(EventQuery query) {
        return streaming(
                query.names(),
                true,
                (session, scope) ->
                        new ServiceEvents(session, scope, composeNames(scope, query), query, settings.timing()));
    }

    private static Set<String> composeNames(Scope scope, EventQuery query) {
        Set<String> services = new TreeSet<>();
        if (!query.names().isEmpty()) {
            ProjectView all = scope.view().withOrphans(scope.ours(), query.names());
            all.selector().members(query.names()).forEach(service -> services.add(all.composeName(service)));
        }
        return services;
    }

    /** What the project holds on the engine's disk. */
    public ProjectDiskUsage diskUsage() {
        return looking(
                List.of(),
                false,
                scope -> ProjectDiskUsage.of(scope, scope.engine().diskUsage()));
    }

    /** The Compose projects of the engine. Reads no files. */
    public List<EngineProject> projects() {
        try (Session session = sessions.open()) {
            return EngineProject.all(session.await().engine().observe(ObserveRequest.listing("")));
        }
    }

    private <T> T looking(List<String> names, boolean inspect, Function<Scope, T> look) {
        try (Session session = sessions.open()) {
            return look.apply(Scope.of(settings, session, names, inspect));
        }
    }

    /** Opens what closes the session when it is closed itself. */
    private interface Opening<T> {
        T open(Session session, Scope scope);
    }

    private <T> T streaming(List<String> names, boolean inspect, Opening<T> opening) {
        Session session = sessions.open();
        try {
            return opening.open(session, Scope.of(settings, session, names, inspect));
        } catch (RuntimeException | Error failure) {
            session.close();
            throw failure;
        }
    }
}
