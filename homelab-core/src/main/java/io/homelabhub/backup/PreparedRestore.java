package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.run.Cancellation;
import java.util.function.BiFunction;

/** A restore that was planned. Holds no connection. */
public final class PreparedRestore {
    private final RestorePlan plan;
    private final BiFunction<BackupListener, Cancellation, RestoreResult> doing;

    PreparedRestore(RestorePlan plan, BiFunction<BackupListener, Cancellation, RestoreResult> doing) {
        this.plan = plan;
        this.doing = doing;
    }

    /** What would be done. */
    public RestorePlan plan() {
        return plan;
    }

    /**
     * Does it, under the project's lock. What is restored is made and checked beside what is there; then dependants are stopped, the
     * two change places, and dependants are started. If anything fails, everything is put back.
     *
     * @throws BackupException {@code DAMAGED} or {@code REFUSED}: nothing was touched; {@code FAILED} or {@code CANCELLED}: everything is as before;
     *     {@code LEFT_HALF_WAY}: it is not, and the message says what
     * @throws io.homelabhub.session.LockedException if somebody else deploys the project; nothing was done
     */
    public RestoreResult run(BackupListener listener, Cancellation cancellation) {
        return doing.apply(listener, cancellation);
    }
}
