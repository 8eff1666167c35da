package io.homelabhub.doctor;

import java.util.List;

/**
 * What a check has found.
 *
 * @param check which one, as {@code ports}
 * @param state how it is
 * @param text one sentence or more lines, for people; no value of a secret
 * @param remedies what to type or to do, one a line; none if nothing is to be done
 * @param consequence what a deploy would come to
 */
public record Finding(String check, State state, String text, List<String> remedies, Consequence consequence) {
    /** How a thing is. */
    public enum State {
        OK,
        /** Works, and may not for long. */
        WARNING,
        /** Keeps something from working. */
        PROBLEM,
        /** Could not be looked at. */
        UNKNOWN
    }

    /** What a deploy would come to. */
    public enum Consequence {
        NONE,
        /** The files or the environment are refused. */
        INVALID_INPUT,
        /** No engine answers. */
        ENGINE_UNREACHABLE,
        /** It is refused, or fails. */
        REFUSED
    }

    public Finding {
        remedies = List.copyOf(remedies);
    }

    /** All is well. */
    public static Finding ok(String check, String text) {
        return new Finding(check, State.OK, text, List.of(), Consequence.NONE);
    }

    /** It works, and may not for long. */
    public static Finding warning(String check, String text, String... remedies) {
        return new Finding(check, State.WARNING, text, List.of(remedies), Consequence.NONE);
    }

    /** It does not work: a deploy would be refused, or fail. */
    public static Finding problem(String check, String text, String... remedies) {
        return problem(check, Consequence.REFUSED, text, List.of(remedies));
    }

    /** It does not work. */
    public static Finding problem(String check, Consequence consequence, String text, List<String> remedies) {
        return new Finding(check, State.PROBLEM, text, remedies, consequence);
    }

    /** It could not be looked at. */
    public static Finding unknown(String check, String text) {
        return new Finding(check, State.UNKNOWN, text, List.of(), Consequence.NONE);
    }
}
