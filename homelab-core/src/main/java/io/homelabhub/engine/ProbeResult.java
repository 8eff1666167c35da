package io.homelabhub.engine;

/**
 * What a test run in a container came to.
 *
 * @param verdict how it ended
 * @param output what it printed, cut after 4096 characters
 */
public record ProbeResult(Verdict verdict, String output) {
    /** How a test ended. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** It was still running after its timeout, and goes on in the container: an exec cannot be killed. */
        TIMED_OUT,
        /** The container has no health test. */
        NO_TEST,
        /** The container is gone or does not run. */
        NOT_RUNNING
    }
}
