package io.homelabhub.run;

/**
 * A container without a health test that ended with exit code 0 during a run, though nobody waits for its end and nothing says
 * that it is a job. It may have done its work, or given up.
 *
 * @param service whose it is
 * @param container its name
 */
public record QuietEnd(String service, String container) {}
