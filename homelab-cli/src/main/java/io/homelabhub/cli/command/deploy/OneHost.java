package io.homelabhub.cli.command.deploy;

import io.homelabhub.cli.line.UsageException;

/** What is not done on several hosts at once. */
final class OneHost {
    private OneHost() {}

    /**
     * Refuses it where several have a part.
     *
     * @param asked whether it is asked for
     * @param what as {@code --backup backs up}
     */
    static void require(boolean asked, String what) {
        if (asked) {
            throw new UsageException(what + " on one host only, and this goes to several; name one with --host");
        }
    }
}
