package io.homelabhub.backup;

import io.homelabhub.api.Api;
import io.homelabhub.backup.Workplace.Known;
import io.homelabhub.backup.Workplace.Work;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.run.Cancellation;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.ProjectLock;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.age.AgeRecipient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Backups of a project: taken, looked at, restored, tried out. Thread-safe; each call reads the files anew. */
public final class Backups {
    private final Sessions sessions;
    private final HomelabSettings settings;
    private final Workplace workplace;

    /** Of one runtime; see {@code HomelabRuntime.backups}. */
    @Api(Api.Status.INTERNAL)
    public Backups(Sessions sessions) {
        this.sessions = sessions;
        this.settings = sessions.settings();
        this.workplace = new Workplace(sessions);
    }

    /** Where backups lie unless somebody says otherwise: {@code backups} in the project's folder. */
    public Shelf shelf() {
        return workplace.shelf();
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
            Known known = workplace.known(session, request.names());
            BackupPlan plan = workplace.plan(request, known);
            return new PreparedBackup(
                    plan,
                    known.view().problems(),
                    (listener, cancellation) -> take(request, plan, listener, cancellation));
        }
    }

    private BackupResult take(
            BackupRequest request, BackupPlan planned, BackupListener listener, Cancellation cancellation) {
        return workplace.locked(
                request.operation(), planned.project(), request.lockWait(), listener, cancellation, work -> {
                    Known now = work.known();
                    BackupPlan plan = workplace.plan(request, now);
                    if (!plan.equals(planned) && !work.cameBack()) {
                        throw new BackupException(
                                Kind.REFUSED, "another plan would come of it now; nothing was done", "Try again.");
                    }
                    requireAnything(plan);
                    return new BackupRun(work.site(), work.services(), plan, now.observed(), request.recipients())
                            .take(work.open().info().toString());
                });
    }

    /** Asked once what an earlier run has left is put right: it may have left everything stopped. */
    private static void requireAnything(BackupPlan plan) {
        if (plan.isEmpty()) {
            throw new BackupException(
                    Kind.REFUSED,
                    "there is nothing to back up of project " + plan.project(),
                    "`homelab status` shows what is deployed.");
        }
    }

    /** Those that the files ask for by a schedule. */
    public ScheduledBackups scheduled() {
        return new ScheduledBackups(sessions, workplace);
    }

    /**
     * Those who may read an encrypted backup, by the {@code .sops.yaml} that {@code SOPS_CONFIG} names, else of the working directory or a
     * folder above.
     *
     * @throws InvalidInputException if there is none, or it names nobody for whom can be encrypted here
     */
    public List<AgeRecipient> recipients() {
        return BackupRecipients.of(settings.sources());
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
            Work work = workplace.looking(session, session.await(), BackupListener.NONE, new Cancellation());
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
        return workplace.locked(request.operation(), project, request.lockWait(), listener, cancellation, work -> {
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
        return new Upgrades(sessions, workplace).plan(request);
    }

    /**
     * What restores have left of what was there before them, by name: databases as {@code SERVICE/NAME}, and volumes.
     *
     * @throws io.homelabhub.engine.EngineException if the engine does not answer
     */
    public Map<String, List<String>> leftovers() {
        try (Session session = sessions.open()) {
            Work work = workplace.looking(session, session.await(), BackupListener.NONE, new Cancellation());
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
        return workplace.locked(
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
        return workplace.project();
    }
}
