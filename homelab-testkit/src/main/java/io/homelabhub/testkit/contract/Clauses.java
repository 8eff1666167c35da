package io.homelabhub.testkit.contract;

/** What a group of clauses is given. */
interface Clauses {
    Bench bench();

    /** Whether the engine is known to do this otherwise: the clause then requires what the difference says. */
    boolean differs(Difference difference);

    /** Ends the clause as skipped where the engine lacks the feature. */
    void needs(Feature feature);
}
