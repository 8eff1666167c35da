package io.homelabhub.backup;

import io.homelabhub.run.Cancellation;
import java.util.function.BiFunction;

/** An upgrade that was planned. Holds no connection. */
public final class PreparedUpgrade {
    private final UpgradePlan plan;
    private final BiFunction<BackupListener, Cancellation, UpgradeResult> doing;

    PreparedUpgrade(UpgradePlan plan, BiFunction<BackupListener, Cancellation, UpgradeResult> doing) {
        this.plan = plan;
        this.doing = doing;
    }

    /** What would be done. */
    public UpgradePlan plan() {
        return plan;
    }

    /**
     * Does it, under the project's lock: what needs the database is stopped, a backup is taken and loaded by a server of the new image without a network,
     * counted, and put in the place of the old data, which stays in a volume beside; then the database is deployed with the new image. If anything
     * fails, everything is put back, the files too.
     *
     * @throws io.homelabhub.backup.store.BackupException {@code REFUSED}: nothing was touched; {@code FAILED}, {@code DAMAGED} or
     *     {@code CANCELLED}: everything is as before; {@code LEFT_HALF_WAY}: it is not, and the message says what
     * @throws io.homelabhub.session.LockedException if somebody else deploys the project; nothing was done
     */
    public UpgradeResult run(BackupListener listener, Cancellation cancellation) {
        return doing.apply(listener, cancellation);
    }
}
