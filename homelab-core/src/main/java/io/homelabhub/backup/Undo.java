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

    private record Step(String what, Weight weight, Runnable doing) {}

    /** What becomes of the rest if a step fails. */
    private enum Weight {
        TIDYING,
        PUTTING_BACK,
        DECIDING
    }

    /**
     * What tidies up, or starts what was stopped: it is left undone if something could not be put back before.
     *
     * @param what for people, as {@code starting bot again}
     */
    void later(String what, Runnable doing) {
        steps.push(new Step(what, Weight.TIDYING, doing));
    }

    /** What puts data back. It is tried in any case. */
    void must(String what, Runnable doing) {
        steps.push(new Step(what, Weight.PUTTING_BACK, doing));
    }

    /**
     * What tells, for the next run, whether everything is as before or as after: if it cannot be put back, all else stays as it is, and the next run
     * goes by what it finds.
     */
    void decisive(String what, Runnable doing) {
        steps.push(new Step(what, Weight.DECIDING, doing));
    }

    /** Does it all, and tells that beforehand. Somebody who listens and fails keeps nothing from being put back. */
    BackupException toldAfter(RuntimeException failure, Site site) {
        try {
            site.tell(BackupEvent.Kind.FAILED, words(failure) + "; putting everything back");
        } catch (RuntimeException deaf) {
            failure.addSuppressed(deaf);
        }
        return after(failure);
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
        boolean undecided = false;
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            if (undecided || (blocked && step.weight() == Weight.TIDYING)) {
                left.add(step.what() + ": left undone after that");
                continue;
            }
            try {
                step.doing().run();
            } catch (RuntimeException failed) {
                left.add(step.what() + ": " + words(failed));
                failure.addSuppressed(failed);
                blocked |= step.weight() != Weight.TIDYING;
                undecided |= step.weight() == Weight.DECIDING;
            }
        }
    }

    /** What went wrong; of a failure that is none of ours, what kind it is as well. */
    static String words(RuntimeException failure) {
        return failure instanceof HomelabException ? String.valueOf(failure.getMessage()) : failure.toString();
    }
}
