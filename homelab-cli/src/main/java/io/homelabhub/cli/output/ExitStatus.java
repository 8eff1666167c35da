package io.homelabhub.cli.output;

/** What the process ends with: a code of its own, or one that it passes on. */
public interface ExitStatus {
    /** 0 to 255, as the shell sees it. */
    int code();

    /** That of a program that ran in a container. */
    static ExitStatus passedOn(int code) {
        return new PassedOn(code);
    }

    /**
     * Another program's.
     *
     * @param code 0 to 255
     */
    record PassedOn(int code) implements ExitStatus {}
}
