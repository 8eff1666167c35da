package io.homelabhub.cli;

/** One command. Made anew for each command line; picocli fills its options in before it runs. */
interface Command {
    /**
     * Does it.
     *
     * @return how it ended; failures are thrown
     */
    ExitCode run();
}
