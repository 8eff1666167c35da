package io.homelabhub.testkit.engine;

/** What a command does that is run in a container of a {@link FakeEngine}, on a thread of its own that takes its time from the clock. */
@FunctionalInterface
public interface FakeProgram {
    /**
     * Runs it.
     *
     * @return the exit code
     * @throws InterruptedException if its container ends
     */
    int run(FakeStreams streams) throws InterruptedException;
}
