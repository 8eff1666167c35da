package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import java.time.Duration;
import java.util.Optional;

/**
 * A call that has ended.
 *
 * @param began by the clock's elapsed time
 * @param ended likewise
 * @param failure what the caller got instead of an answer
 */
public record CallRecord(Call call, Duration began, Duration ended, Optional<EngineException> failure) {
    /** Whether both were under way at one time. */
    public boolean overlaps(CallRecord other) {
        return began.compareTo(other.ended) < 0 && other.began.compareTo(ended) < 0;
    }
}
