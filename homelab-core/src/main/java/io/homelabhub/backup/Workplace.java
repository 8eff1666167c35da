package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectSearch;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.desired.BackupPolicy;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.run.Cancellation;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.ProjectLock;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where backups, restores and upgrades of a runtime begin: what is known of its project, and the lock under which work is done. */
final class Workplace {
    private final Sessions sessions;
    private final HomelabSettings settings;

    Workplace(Sessions sessions) {
        this.sessions = sessions;
        this.settings = sessions.settings();
    }

    /** What is known of a project when something is planned. */
    record Known(ProjectView view, Map<String, DesiredService> described, ObservedState observed) {
        Set<String> services(Collection<String> names) {
            ProjectContainers ours = ProjectContainers.of(view.project(), observed);
            if (names.isEmpty()) {
                return new TreeSet<>(ours.byService().keySet());
            }
            ProjectView all = view.withOrphans(ours, names);
            Set<String> services = new TreeSet<>();
            all.selector().members(names).forEach(name -> services.add(all.composeName(name)));
            return services;
        }
    }

    Known known(Session session, Collection<String> names) {
        ProjectView view = view(session, names);
        ObservedState observed = session.await().engine().observe(new ObserveRequest(view.project(), Set.of(), true));
        return new Known(view, described(ProjectContainers.of(view.project(), observed), view), observed);
    }

    private ProjectView view(Session session, Collection<String> names) {
        return ProjectSearch.view(settings.sources(), List.copyOf(names), () -> session.await()
                .engine()
                .observe(ObserveRequest.listing("")));
    }

    /** As the files have them, for their hooks and their wishes; files that cannot be used keep nobody from a backup. */
    private Map<String, DesiredService> described(ProjectContainers ours, ProjectView view) {
        if (!view.problems().isEmpty()) {
            return Map.of();
        }
        return DefinitionLoader.load(settings.sources(), List.of())
                .described(ours.byService().keySet());
    }

    private Map<String, BackupPolicy> policies() {
        Map<String, BackupPolicy> policies = new TreeMap<>();
        try {
            DefinitionLoader.load(settings.sources(), List.of())
                    .compose()
                    .services()
                    .forEach((name, service) -> policies.put(
                            name,
                            BackupPolicy.of(extension(service.extensions().get("x-homelab")), (key, problem) -> {})));
        } catch (InvalidInputException unusable) {
            return Map.of();
        }
        return policies;
    }

    private static ApiObject extension(@Nullable Object said) {
        if (!(said instanceof Map<?, ?> map)) {
            return ApiObject.EMPTY;
        }
        Map<String, @Nullable Object> members = new TreeMap<>();
        map.forEach((key, value) -> members.put(String.valueOf(key), value));
        return ApiObject.of(members);
    }

    BackupPlan plan(BackupRequest request, Known known) {
        return new BackupPlanner(known.view(), policies(), known.observed())
                .plan(
                        known.services(request.names()),
                        request.names(),
                        request.to().orElseGet(() -> shelf().folder()));
    }

    /** Where backups lie unless somebody says otherwise. */
    Shelf shelf() {
        return new Shelf(DefinitionLoader.home(settings.sources()).resolve(Shelf.USUAL_FOLDER));
    }

    /**
     * What work under the lock is given.
     *
     * @param cameBack whether an earlier run's leavings were put right first: then what was planned before is not what is there now
     */
    record Work(Session session, OpenEngine open, Known known, Site site, Services services, boolean cameBack) {
        Work afterComingBack() {
            return new Work(session, open, known, site, services, true);
        }
    }

    /** Under the lock, and with what an earlier run has left put right first. */
    <T> T locked(
            String operation,
            String project,
            Duration lockWait,
            BackupListener listener,
            Cancellation cancellation,
            Function<Work, T> work) {
        try (Session session = sessions.open()) {
            OpenEngine open = session.await();
            Optional<T> result = ProjectLock.holding(
                    open.engine(),
                    project,
                    ProjectLock.holder(settings, operation),
                    lockWait,
                    cancellation::isRequested,
                    settings.timing(),
                    () -> work.apply(prepared(session, open, listener, cancellation)));
            return result.orElseThrow(() -> new BackupException(Kind.CANCELLED, operation + " was cancelled", ""));
        }
    }

    Work looking(Session session, OpenEngine open, BackupListener listener, Cancellation cancellation) {
        Known known = known(session, Set.of());
        Site site = new Site(open.engine(), settings, known.view().maskWith(known.observed()), cancellation, listener);
        return new Work(session, open, known, site, new Services(site, known.view(), known.described()), false);
    }

    private Work prepared(Session session, OpenEngine open, BackupListener listener, Cancellation cancellation) {
        Work work = looking(session, open, listener, cancellation);
        List<String> told = new Standstills(
                        work.site(), work.services(), work.known().view().project())
                .comeBack();
        told.forEach(text -> work.site().tell(BackupEvent.Kind.NOTE, text));
        return told.isEmpty()
                ? work
                : looking(session, open, listener, cancellation).afterComingBack();
    }

    /** @throws InvalidInputException if neither the files nor the containers tell */
    String project() {
        try (Session session = sessions.open()) {
            return view(session, List.of()).project();
        }
    }
}
