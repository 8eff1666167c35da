package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectSearch;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.desired.BackupPolicy;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ContainerSecrets;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Backups of a project: taken, looked at, restored, tried out. Thread-safe; each call reads the files anew. */
public final class Backups {
    private static final String FOLDER = "backups";

    private final Sessions sessions;
    private final HomelabSettings settings;

    /** Of one runtime; see {@code HomelabRuntime.backups}. */
    public Backups(Sessions sessions) {
        this.sessions = sessions;
        this.settings = sessions.settings();
    }

    /** Where backups lie unless somebody says otherwise: {@code backups} in the project's folder. */
    public Shelf shelf() {
        return new Shelf(DefinitionLoader.home(settings.sources()).resolve(FOLDER));
    }

    /** What is known of a project when something is planned. */
    private record Known(ProjectView view, Map<String, DesiredService> described, ObservedState observed) {
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

    private Known known(Session session, Collection<String> names) {
        ProjectView view = ProjectSearch.view(settings.sources(), java.util.List.copyOf(names), () -> session.await()
                .engine()
                .observe(ObserveRequest.listing("")));
        ObservedState observed =
                session.await().engine().observe(new ObserveRequest(view.project(), Set.of(), true));
        return new Known(view, described(ProjectContainers.of(view.project(), observed), view), observed);
    }

    /** As the files have them, for their hooks and their wishes; files that cannot be used keep nobody from a backup. */
    private Map<String, DesiredService> described(ProjectContainers ours, ProjectView view) {
        if (!view.problems().isEmpty()) {
            return Map.of();
        }
        return DefinitionLoader.load(settings.sources(), java.util.List.of())
                .described(ours.byService().keySet());
    }

    private Map<String, BackupPolicy> policies() {
        Map<String, BackupPolicy> policies = new TreeMap<>();
        try {
            DefinitionLoader.load(settings.sources(), java.util.List.of())
                    .compose()
                    .services()
                    .forEach((name, service) -> policies.put(
                            name,
                            BackupPolicy.of(
                                    extension(service.extensions().get("x-homelab")), (key, problem) -> {})));
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

    /**
     * Plans a backup. Changes nothing.
     *
     * @throws InvalidInputException if the files cannot be used and no container tells what is meant
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws io.homelabhub.engine.EngineException if the engine does not answer
     */
    public PreparedBackup plan(BackupRequest request) {
        try (Session session = sessions.open()) {
            BackupPlan plan = plan(request, known(session, request.names()));
            return new PreparedBackup(plan, (listener, cancellation) -> take(request, plan, listener, cancellation));
        }
    }

    private BackupPlan plan(BackupRequest request, Known known) {
        return new BackupPlanner(known.view(), policies(), known.observed())
                .plan(
                        known.services(request.names()),
                        request.names().isEmpty(),
                        request.to().orElseGet(() -> shelf().folder()));
    }

    private BackupResult take(
            BackupRequest request, BackupPlan planned, BackupListener listener, Cancellation cancellation) {
        if (planned.isEmpty()) {
            throw new BackupException(
                    Kind.REFUSED,
                    "there is nothing to back up of project " + planned.project(),
                    "`homelab status` shows what is deployed.");
        }
        return locked(request.operation(), planned.project(), request.lockWait(), listener, cancellation, work -> {
            Known now = work.known();
            BackupPlan plan = plan(request, now);
            if (!plan.equals(planned)) {
                throw new BackupException(
                        Kind.REFUSED, "another plan would come of it now; nothing was done", "Try again.");
            }
            return new BackupRun(work.site(), work.services(), plan, now.observed(), request.recipients())
                    .take(work.open().info().toString());
        });
    }

    /** What work under the lock is given. */
    private record Work(OpenEngine open, Known known, Site site, Services services) {}

    /** Under the lock, and with what an earlier run has left put right first. */
    private <T> T locked(
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
                    holder(operation),
                    lockWait,
                    cancellation::isRequested,
                    settings.timing(),
                    () -> work.apply(prepared(session, open, listener, cancellation)));
            return result.orElseThrow(() -> new BackupException(Kind.CANCELLED, operation + " was cancelled", ""));
        }
    }

    private Work prepared(
            Session session, OpenEngine open, BackupListener listener, Cancellation cancellation) {
        Known known = known(session, Set.of());
        Site site = new Site(
                open.engine(),
                settings,
                known.view().maskWith(known.observed()),
                cancellation,
                listener);
        Services services = new Services(site, known.view(), known.described());
        Standstills standstills =
                new Standstills(site, services, known.view().project());
        boolean changed = false;
        for (String told : standstills.comeBack()) {
            site.tell(BackupEvent.Kind.NOTE, told);
            changed = true;
        }
        return new Work(open, changed ? known(session, Set.of()) : known, site, services);
    }

    private LockHolder holder(String operation) {
        long process = ProcessHandle.current().pid();
        String operator = settings.operatorName();
        return new LockHolder(
                operator + "/" + process + "/" + settings.timing().now(),
                operator,
                process,
                operation,
                settings.timing().now());
    }

    /** A folder that somebody named, else the usual one. */
    public Shelf shelf(Optional<Path> folder) {
        return folder.map(Shelf::new).orElseGet(this::shelf);
    }
}
