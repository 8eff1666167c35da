package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.definition.ProjectSearch;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.deployment.PlanMaking;
import io.homelabhub.desired.BackupPolicy;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.run.Cancellation;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.ProjectLock;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import io.homelabhub.sops.age.AgeKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Backups of a project: taken, looked at, restored, tried out. Thread-safe; each call reads the files anew. */
public final class Backups {
    private final Sessions sessions;
    private final HomelabSettings settings;

    /** Of one runtime; see {@code HomelabRuntime.backups}. */
    public Backups(Sessions sessions) {
        this.sessions = sessions;
        this.settings = sessions.settings();
    }

    /** Where backups lie unless somebody says otherwise: {@code backups} in the project's folder. */
    public Shelf shelf() {
        return new Shelf(DefinitionLoader.home(settings.sources()).resolve(Shelf.USUAL_FOLDER));
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

    /**
     * Plans a backup. Changes nothing.
     *
     * @throws InvalidInputException if the files cannot be used and no container tells what is meant
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws io.homelabhub.engine.EngineException if the engine does not answer
     */
    public PreparedBackup plan(BackupRequest request) {
        try (Session session = sessions.open()) {
            Known known = known(session, request.names());
            BackupPlan plan = plan(request, known);
            return new PreparedBackup(
                    plan,
                    known.view().problems(),
                    (listener, cancellation) -> take(request, plan, listener, cancellation));
        }
    }

    private BackupPlan plan(BackupRequest request, Known known) {
        return new BackupPlanner(known.view(), policies(), known.observed())
                .plan(
                        known.services(request.names()),
                        request.names(),
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
            if (!plan.equals(planned) && !work.cameBack()) {
                throw new BackupException(
                        Kind.REFUSED, "another plan would come of it now; nothing was done", "Try again.");
            }
            return new BackupRun(work.site(), work.services(), plan, now.observed(), request.recipients())
                    .take(work.open().info().toString());
        });
    }

    /**
     * What work under the lock is given.
     *
     * @param cameBack whether an earlier run's leavings were put right first: then what was planned before is not what is there now
     */
    private record Work(
            Session session, OpenEngine open, Known known, Site site, Services services, boolean cameBack) {
        Work afterComingBack() {
            return new Work(session, open, known, site, services, true);
        }
    }

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
                    ProjectLock.holder(settings, operation),
                    lockWait,
                    cancellation::isRequested,
                    settings.timing(),
                    () -> work.apply(prepared(session, open, listener, cancellation)));
            return result.orElseThrow(() -> new BackupException(Kind.CANCELLED, operation + " was cancelled", ""));
        }
    }

    private Work looking(Session session, OpenEngine open, BackupListener listener, Cancellation cancellation) {
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

    /** A folder that somebody named, else the usual one. */
    public Shelf shelf(Optional<Path> folder) {
        return folder.map(Shelf::new).orElseGet(this::shelf);
    }

    /**
     * The backup of a name, or {@code latest}: the newest of everything of this project that is complete.
     *
     * @throws BackupException {@code UNKNOWN} if there is none, {@code DAMAGED} if it is there without a manifest that can be read
     */
    public StoredBackup find(Shelf shelf, String id) {
        return id.equals("latest") ? shelf.latest(project()) : shelf.find(id);
    }

    /**
     * Restores a backup for trial, in containers of the same images without a network, and writes down beside it what came of it. The
     * project is not touched; its lock is held, so that nobody takes what is under way for what is left of an earlier run.
     *
     * @param keys that open what is encrypted
     * @param lockWait how long to wait for a deploy of the project to end; zero to refuse at once
     * @return the backup with its verification
     * @throws BackupException {@code CANCELLED}; what is wrong with the backup is in the verification
     * @throws io.homelabhub.session.LockedException if somebody else deploys the project; nothing was done
     * @throws io.homelabhub.engine.EngineException if the engine does not answer
     */
    public StoredBackup verify(
            StoredBackup backup, AgeKeys keys, Duration lockWait, BackupListener listener, Cancellation cancellation) {
        String operation = "backups verify " + backup.id();
        try (Session session = sessions.open()) {
            OpenEngine open = session.await();
            return ProjectLock.holding(
                            open.engine(),
                            backup.manifest().project(),
                            ProjectLock.holder(settings, operation),
                            lockWait,
                            cancellation::isRequested,
                            settings.timing(),
                            () -> drill(open, backup, keys, listener, cancellation))
                    .orElseThrow(() -> new BackupException(Kind.CANCELLED, operation + " was cancelled", ""));
        }
    }

    private StoredBackup drill(
            OpenEngine open, StoredBackup backup, AgeKeys keys, BackupListener listener, Cancellation cancellation) {
        try {
            Site site = new Site(open.engine(), settings, SecretMask.NONE, cancellation, listener);
            ObservedState observed = open.engine().observe(ObserveRequest.listing(""));
            String image = observed.containers().stream()
                    .map(container -> container.imageId())
                    .filter(id -> !id.isEmpty())
                    .findFirst()
                    .or(() -> backup.manifest().parts().stream()
                            .flatMap(part -> part.property("imageId").stream())
                            .findFirst())
                    .orElse("");
            return Shelf.record(backup, new Drill(site, backup, keys).run(image));
        } catch (IOException failure) {
            throw new BackupException(
                    Kind.FAILED, "writing down what came of the trial: " + failure.getMessage(), "", failure);
        }
    }

    /**
     * Plans a restore: reads what is to be restored to its end, and asks the servers. Changes nothing.
     *
     * @throws BackupException {@code DAMAGED} for a dump that is cut, {@code REFUSED} if there is nothing to restore into, {@code
     *     UNKNOWN} for what is not in the backup
     * @throws io.homelabhub.engine.EngineException if the engine does not answer
     */
    public PreparedRestore plan(RestoreRequest request) {
        try (Session session = sessions.open()) {
            Work work = looking(session, session.await(), BackupListener.NONE, new Cancellation());
            String project = work.known().view().project();
            RestoreSelection selection = new RestoreSelection(
                    work.site(), project, request, work.known().observed());
            RestoreSelection.Found found = selection.find();
            RestorePlan plan = new RestorePlan(
                    project,
                    request.operation().substring("restore ".length()),
                    found.databases().stream().map(DatabaseTarget::title).toList(),
                    List.copyOf(selection.volumes(found)),
                    List.copyOf(RestoreRun.stopped(work.services(), selection, found)),
                    found.notes());
            return new PreparedRestore(
                    plan, (listener, cancellation) -> restore(request, project, listener, cancellation));
        }
    }

    private RestoreResult restore(
            RestoreRequest request, String project, BackupListener listener, Cancellation cancellation) {
        return locked(request.operation(), project, request.lockWait(), listener, cancellation, work -> {
            RestoreSelection selection = new RestoreSelection(
                    work.site(), project, request, work.known().observed());
            return new RestoreRun(work.site(), work.services(), project, request, selection, selection.find()).run();
        });
    }

    /**
     * Plans to bring a PostgreSQL to another major version. Changes nothing.
     *
     * @throws BackupException {@code REFUSED} for what cannot be upgraded
     * @throws InvalidInputException if the files cannot be used
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws io.homelabhub.engine.EngineException if the engine does not answer
     */
    public PreparedUpgrade plan(UpgradeRequest request) {
        try (Session session = sessions.open()) {
            Work work = looking(session, session.await(), BackupListener.NONE, new Cancellation());
            UpgradeTarget target = target(request, work.known());
            UpgradePlan plan = new UpgradePlan(
                    work.known().view().project(),
                    target.service(),
                    target.from(),
                    target.to(),
                    target.volume(),
                    List.copyOf(work.services().up(work.services().dependants(Set.of(target.service())))),
                    target.edit().map(edit -> edit.place().toString()));
            return new PreparedUpgrade(
                    plan, (listener, cancellation) -> upgrade(request, plan, listener, cancellation));
        }
    }

    private UpgradeTarget target(UpgradeRequest request, Known known) {
        ProjectDefinition definition = DefinitionLoader.load(settings.sources(), List.of(request.service()));
        Set<String> services = known.services(List.of(request.service()));
        String service = services.stream()
                .filter(name -> services.size() == 1)
                .findFirst()
                .orElseThrow(() -> new BackupException(
                        Kind.REFUSED,
                        request.service() + " is not one service but " + String.join(", ", services)
                                + ". Nothing was touched",
                        "Upgrade one at a time."));
        return UpgradeTarget.find(
                ProjectContainers.of(known.view().project(), known.observed()),
                service,
                Objects.requireNonNull(definition.described(Set.of(service)).get(service)),
                Objects.requireNonNull(definition.compose().services().get(service)),
                request.to());
    }

    private UpgradeResult upgrade(
            UpgradeRequest request, UpgradePlan planned, BackupListener listener, Cancellation cancellation) {
        return locked(request.operation(), planned.project(), request.lockWait(), listener, cancellation, work -> {
            UpgradeTarget target = target(request, work.known());
            if (!target.from().equals(planned.from()) || !target.to().equals(planned.to())) {
                throw new BackupException(
                        Kind.REFUSED, "another plan would come of it now; nothing was done", "Try again.");
            }
            BackupRequest first = BackupRequest.of(List.of(request.service()));
            return new UpgradeRun(
                            work.site(),
                            work.services(),
                            planned.project(),
                            target,
                            new PlanMaking(sessions, work.session()),
                            () -> new BackupRun(
                                            work.site(),
                                            work.services(),
                                            plan(first, work.known()),
                                            work.known().observed(),
                                            List.of())
                                    .take(work.open().info().toString()))
                    .run();
        });
    }

    /**
     * What restores have left of what was there before them, by name: databases as {@code SERVICE/NAME}, and volumes.
     *
     * @throws io.homelabhub.engine.EngineException if the engine does not answer
     */
    public Map<String, List<String>> leftovers() {
        try (Session session = sessions.open()) {
            Work work = looking(session, session.await(), BackupListener.NONE, new Cancellation());
            return Leftovers.of(
                            work.site(),
                            work.known().view().project(),
                            work.known().observed())
                    .names();
        }
    }

    /** Removes what restores have left of what was there before them; tells what is gone. */
    public List<String> forget(Duration lockWait) {
        String project = project();
        return locked(
                "restore --forget", project, lockWait, BackupListener.NONE, new Cancellation(), work -> Leftovers.of(
                                work.site(), project, work.known().observed())
                        .remove());
    }

    /**
     * The Compose project, as the files have it; if they cannot be used, as its containers do.
     *
     * @throws InvalidInputException if neither tells
     */
    public String project() {
        try (Session session = sessions.open()) {
            return view(session, List.of()).project();
        }
    }
}
