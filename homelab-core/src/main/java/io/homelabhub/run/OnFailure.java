package io.homelabhub.run;

/** What becomes of a run after its first failed step. */
public enum OnFailure {
    /** Independent steps go on to their end; then everything the run did is taken back, as far as the plan knows how. */
    ROLLBACK,
    /** Independent steps go on to their end, and everything stays as it is then. */
    KEEP,
    /** No further step begins; those under way end, and everything stays as it is then. */
    STOP
}
