package io.homelabhub.cli.line;

import io.homelabhub.cli.output.ExitStatus;

/** One command. Made anew for each command line, which has been parsed before it runs. */
public interface Command {
    /** How it is written. */
    Syntax syntax();

    /**
     * Does it.
     *
     * @return how it ended; failures are thrown
     */
    ExitStatus run();
}
