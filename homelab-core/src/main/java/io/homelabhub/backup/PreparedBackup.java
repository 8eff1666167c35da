package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.problem.Problem;
import io.homelabhub.run.Cancellation;
import java.util.List;
import java.util.function.BiFunction;

/** A backup that was planned. Holds no connection; it can be taken from any thread, and again. */
public final class PreparedBackup {
    private final BackupPlan plan;
    private final List<Problem> problems;
    private final BiFunction<BackupListener, Cancellation, BackupResult> taking;

    PreparedBackup(
            BackupPlan plan, List<Problem> problems, BiFunction<BackupListener, Cancellation, BackupResult> taking) {
        this.plan = plan;
        this.problems = List.copyOf(problems);
        this.taking = taking;
    }

    /** What would be done. */
    public BackupPlan plan() {
        return plan;
    }

    /** What is wrong with the files; where they cannot be used, what they say of backups is not heeded. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Takes it, under the project's lock.
     *
     * @param cancellation ends it early, from another thread; nothing is left then
     * @throws BackupException {@code REFUSED} if there is nothing to back up, or another plan would come of it now; {@code FAILED} if
     *     nothing could be backed up; {@code CANCELLED}
     * @throws io.homelabhub.session.LockedException if somebody else deploys the project; nothing was done
     * @throws io.homelabhub.engine.EngineException if the engine cannot be reached to begin with
     */
    public BackupResult take(BackupListener listener, Cancellation cancellation) {
        return taking.apply(listener, cancellation);
    }

    /** Takes it; nobody is told of its progress. */
    public BackupResult take() {
        return take(BackupListener.NONE, new Cancellation());
    }
}
