package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.time.Interrupts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What has to be done to have everything as before, the last thing first. */
final class Undo {
    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(String what, Runnable doing) {}

    /** @param what for people, as {@code starting bot again} */
    void later(String what, Runnable doing) {
        steps.push(new Step(what, doing));
    }

    /** Does it all, and tells in what form {@code failure} is to be thrown then. */
    BackupException after(HomelabException failure) {
        List<String> left = new ArrayList<>();
        Interrupts.deferredDuring(() -> {
            while (!steps.isEmpty()) {
                Step step = steps.pop();
                try {
                    step.doing().run();
                } catch (HomelabException failed) {
                    left.add(step.what() + ": " + failed.getMessage());
                }
            }
        });
        if (!left.isEmpty()) {
            return new BackupException(
                    Kind.LEFT_HALF_WAY,
                    failure.getMessage() + ". Not put back: " + String.join("; ", left),
                    "The next `homelab backup` or `homelab restore` puts back what this one could not.",
                    failure);
        }
        boolean known = failure instanceof BackupException;
        Kind kind = known ? ((BackupException) failure).kind() : Kind.FAILED;
        return new BackupException(kind, failure.getMessage() + ". Everything is as before", failure.remedy(), failure);
    }
}
