package io.homelabhub.backup;

import io.homelabhub.backup.Workplace.Work;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Pruning;
import io.homelabhub.backup.store.Retention;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.compose.BackupOptions;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.run.Cancellation;
import io.homelabhub.schedule.Schedule;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.LockedException;
import io.homelabhub.session.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The backups that the files ask for by a schedule ({@code x-homelab: {backup: {schedule}}}). Whatever keeps the time, and however many do:
 * the shelf tells whether one was taken since the last time at which it was due, and it is asked under the project's lock. Thread-safe.
 */
public final class ScheduledBackups {
    /** A deploy is waited for that long unless somebody says otherwise. */
    public static final Duration LOCK_WAIT = Duration.ofMinutes(10);

    private static final Duration A_YEAR = Duration.ofDays(366);

    private final HomelabSettings settings;
    private final Workplace workplace;

    ScheduledBackups(Sessions sessions, Workplace workplace) {
        this.settings = sessions.settings();
        this.workplace = workplace;
    }

    /**
     * What came of a time at which a backup was due.
     *
     * @param result of the one that was taken; empty if there was nothing to do
     * @param pruned the backups that went after it
     * @param problem why others that should have gone did not; empty if all went
     */
    public record Outcome(Optional<BackupResult> result, List<String> pruned, Optional<String> problem) {
        static final Outcome NOTHING = new Outcome(Optional.empty(), List.of(), Optional.empty());

        public Outcome {
            pruned = List.copyOf(pruned);
        }
    }

    /**
     * What the files say of backups.
     *
     * @throws io.homelabhub.problem.InvalidInputException if they cannot be used
     */
    public BackupOptions options() {
        return definition().compose().options().backup();
    }

    ProjectDefinition definition() {
        return DefinitionLoader.load(settings.sources(), List.of());
    }

    /**
     * Takes a backup of everything, if one was due since the newest of everything was begun and something is deployed; then removes what
     * {@code keep} does not keep. May be called too often, and by several at once: another backup is waited for.
     *
     * @param lockWait how long a deploy of the project is waited for
     * @throws BackupException {@code REFUSED} if the files have no schedule; else as with any backup
     * @throws io.homelabhub.problem.InvalidInputException if the files cannot be used
     * @throws io.homelabhub.session.LockedException if a deploy of the project takes longer
     * @throws io.homelabhub.engine.EngineException if the engine does not answer
     */
    public Outcome takeIfDue(Duration lockWait, BackupListener listener, Cancellation cancellation) {
        ProjectDefinition definition = definition();
        BackupOptions options = definition.compose().options().backup();
        Schedule schedule = options.schedule()
                .orElseThrow(() -> new BackupException(
                        Kind.REFUSED,
                        "the files of project " + definition.project() + " have no schedule for backups",
                        "Write `x-homelab: {backup: {schedule: \"0 3 * * *\"}}` at the top of a Compose file."));
        Shelf shelf = workplace.shelf();
        Optional<Instant> due = lastDue(schedule, settings.timing().now());
        if (due.isEmpty() || isTaken(shelf, definition.project(), due.get())) {
            return Outcome.NOTHING;
        }
        BackupRequest request = request(options).withLockWait(lockWait);
        while (true) {
            try {
                return workplace.locked(
                        request.operation(),
                        definition.project(),
                        lockWait,
                        listener,
                        cancellation,
                        work -> isTaken(shelf, definition.project(), due.get())
                                ? Outcome.NOTHING
                                : take(request, work, shelf, options));
            } catch (LockedException taken) {
                if (!taken.holder().operation().equals(request.operation())) {
                    throw taken;
                }
            }
        }
    }

    /** When one was last due, a year ago at the earliest. */
    static Optional<Instant> lastDue(Schedule schedule, Instant now) {
        return schedule.cron().lastBetween(now.minus(A_YEAR), now, schedule.zone());
    }

    /** An incomplete one counts: what it lacks would be lacking again. */
    private static boolean isTaken(Shelf shelf, String project, Instant due) {
        return shelf.list().stream()
                .map(backup -> backup.manifest())
                .filter(manifest -> manifest.project().equals(project) && manifest.isOfEverything())
                .anyMatch(manifest -> !manifest.created().isBefore(due));
    }

    /** Whether there is a backup of everything of a project. */
    boolean hasAny(String project) {
        return isTaken(workplace.shelf(), project, Instant.MIN);
    }

    private BackupRequest request(BackupOptions options) {
        BackupRequest request = BackupRequest.of(List.of());
        return options.encrypt() ? request.withRecipients(BackupRecipients.of(settings.sources())) : request;
    }

    private Outcome take(BackupRequest request, Work work, Shelf shelf, BackupOptions options) {
        BackupPlan plan = workplace.plan(request, work.known());
        if (plan.isEmpty()) {
            return Outcome.NOTHING;
        }
        BackupRun run =
                new BackupRun(work.site(), work.services(), plan, work.known().observed(), request.recipients());
        BackupResult result = run.take(work.open().info().toString());
        Optional<Pruning> pruning = options.keep()
                .map(keep -> new Retention(keep.last(), keep.daily(), keep.weekly(), keep.monthly()))
                .map(keep -> Pruning.of(
                        shelf,
                        plan.project(),
                        keep,
                        ZoneId.systemDefault(),
                        settings.timing().now()));
        try {
            pruning.ifPresent(Pruning::carryOut);
        } catch (BackupException failure) {
            return new Outcome(Optional.of(result), List.of(), Optional.of(String.valueOf(failure.getMessage())));
        }
        return new Outcome(Optional.of(result), pruning.map(Pruning::going).orElse(List.of()), Optional.empty());
    }

    /**
     * What keeps the time in this process. Files that change count from then on.
     *
     * @param listener told what comes of it
     */
    public BackupKeeper keeper(BackupKeeper.Listener listener) {
        return new BackupKeeper(this, settings.timing(), listener);
    }
}
