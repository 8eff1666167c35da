package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.time.Interrupts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What has to be done to have everything as before, the last thing first. Once something could not be put back, only the rest is put back too: what
 * it could still be put back from stays, and so does the note that tells the next run of it.
 */
final class Undo {
    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(String what, boolean puttingBack, Runnable doing) {}

    /**
     * What tidies up, or starts what was stopped: it is left undone if something could not be put back before.
     *
     * @param what for people, as {@code starting bot again}
     */
    void later(String what, Runnable doing) {
        steps.push(new Step(what, false, doing));
    }

    /** What puts data back. It is tried in any case. */
    void must(String what, Runnable doing) {
        steps.push(new Step(what, true, doing));
    }

    /** Does it all, and tells in what form {@code failure} is to be thrown then. */
    BackupException after(RuntimeException failure) {
        List<String> left = new ArrayList<>();
        Interrupts.deferredDuring(() -> undo(left, failure));
        String problem = words(failure);
        String remedy = failure instanceof HomelabException known ? known.remedy() : "";
        if (!left.isEmpty()) {
            return new BackupException(
                    Kind.LEFT_HALF_WAY,
                    problem + ". Not put back: " + String.join("; ", left),
                    "The next `homelab backup` or `homelab restore` puts back what this one could not.",
                    failure);
        }
        Kind kind = failure instanceof BackupException known ? known.kind() : Kind.FAILED;
        return new BackupException(kind, problem + ". Everything is as before", remedy, failure);
    }

    private void undo(List<String> left, RuntimeException failure) {
        boolean blocked = false;
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            if (blocked && !step.puttingBack()) {
                left.add(step.what() + ": left undone after that");
                continue;
            }
            try {
                step.doing().run();
            } catch (RuntimeException failed) {
                left.add(step.what() + ": " + words(failed));
                failure.addSuppressed(failed);
                blocked |= step.puttingBack();
            }
        }
    }

    /** What went wrong; of a failure that is none of ours, what kind it is as well. */
    static String words(RuntimeException failure) {
        return failure instanceof HomelabException ? String.valueOf(failure.getMessage()) : failure.toString();
    }
}
