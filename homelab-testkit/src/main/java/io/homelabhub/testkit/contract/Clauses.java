package io.homelabhub.testkit.contract;

/** What a group of clauses is given. */
interface Clauses {
    Bench bench();

    /** Ends the clause as skipped where the engine lacks the feature. */
    void needs(Feature feature);
}
