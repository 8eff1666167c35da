package io.homelabhub.backup.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What came of restoring a backup for trial.
 *
 * @param at when it ended
 * @param took how long it took
 * @param manifestSha256 of the manifest that was verified: a backup that has changed since is not
 * @param proved what was restored and found as it was, a sentence each
 * @param problems what was not; none if the backup is proved
 */
public record Verification(
        Instant at, Duration took, String manifestSha256, List<String> proved, List<String> problems) {
    public Verification {
        proved = List.copyOf(proved);
        problems = List.copyOf(problems);
    }

    /** Whether everything was found as it was. */
    public boolean isPassed() {
        return problems.isEmpty();
    }
}
