package io.homelabhub.cli.command.setup;

import io.homelabhub.cli.output.ExitCode;
import java.util.List;

/**
 * What {@code homelab setup} found out about one thing.
 *
 * @param subject what was looked at
 * @param state how it is
 * @param finding what was found, as one sentence or more lines
 * @param fix commands to type, one a line; empty if there is nothing to fix
 * @param blocks the exit code if it is a problem
 */
record Check(String subject, State state, String finding, List<String> fix, ExitCode blocks) {
    /** How a thing is. */
    enum State {
        OK,
        /** Works, with a restriction. */
        WARNING,
        /** Has to be put right before a deploy. */
        PROBLEM
    }

    Check {
        fix = List.copyOf(fix);
    }

    static Check ok(String subject, String finding) {
        return new Check(subject, State.OK, finding, List.of(), ExitCode.DONE);
    }

    static Check warning(String subject, String finding, String... fix) {
        return new Check(subject, State.WARNING, finding, List.of(fix), ExitCode.DONE);
    }

    static Check problem(String subject, ExitCode blocks, String finding, List<String> fix) {
        return new Check(subject, State.PROBLEM, finding, fix, blocks);
    }
}
