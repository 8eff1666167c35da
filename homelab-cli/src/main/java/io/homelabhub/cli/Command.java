package io.homelabhub.cli;

/** One command. Made anew for each command line, which has been parsed before it runs. */
interface Command {
    /** How it is written. */
    Syntax syntax();

    /**
     * Does it.
     *
     * @return how it ended; failures are thrown
     */
    ExitCode run();
}
