package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Engine;
import io.homelabhub.plan.Action;
import io.homelabhub.run.Cancellation;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Where the work is done: what every step of it needs.
 *
 * @param engine the open engine
 * @param settings of the runtime
 * @param mask hides secrets in what programs say
 * @param cancellation ends it early, between two pieces of data
 * @param listener told what happens
 */
record Site(
        Engine engine, HomelabSettings settings, SecretMask mask, Cancellation cancellation, BackupListener listener) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int PIECE = 1 << 16;

    Timing timing() {
        return settings.timing();
    }

    Instant now() {
        return timing().now();
    }

    /** {@code 20261130-041523}, in UTC. */
    static String stamp(Instant time) {
        return STAMP.format(time);
    }

    void tell(BackupEvent.Kind kind, String text) {
        listener.on(new BackupEvent(now(), kind, mask.mask(text)));
    }

    void perform(Action action) {
        var unused = engine.perform(action, ActionProgress.NONE);
    }

    /** @throws BackupException {@code CANCELLED} if somebody has asked for an end */
    void goOn() {
        if (cancellation.isRequested()) {
            throw new BackupException(Kind.CANCELLED, "it was cancelled", "");
        }
    }

    /** Copies to the end of {@code in}, or until it is cancelled. */
    void copy(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            goOn();
            out.write(piece, 0, read);
        }
    }
}
