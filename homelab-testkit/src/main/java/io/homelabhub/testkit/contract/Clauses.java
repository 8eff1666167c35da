package io.homelabhub.testkit.contract;

import java.time.Duration;

/** What a group of clauses is given. */
interface Clauses {
    /** Longest wait for what takes a moment on a real engine. */
    Duration SOON = Duration.ofSeconds(15);

    Bench bench();

    /** Whether the engine is known to do this otherwise: the clause then requires what the difference says. */
    boolean differs(Difference difference);

    /** Ends the clause as skipped where the engine lacks the feature. */
    void needs(Feature feature);
}
