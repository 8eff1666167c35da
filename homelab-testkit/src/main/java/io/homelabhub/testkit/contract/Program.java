package io.homelabhub.testkit.contract;

import java.util.List;

/** What a container of the contract runs. The commands are for an image with a POSIX shell, as busybox. */
public enum Program {
    /** Writes {@code ready}, runs until it is asked to end, then ends at once with exit code 0. */
    RUNS_ON("trap 'exit 0' TERM; echo ready; while :; do sleep 0.1; done"),
    /** Ends with exit code 0 within a second. */
    ENDS_WELL("sleep 0.2"),
    /** Ends with exit code 3 within a second. */
    FAILS("sleep 0.2; exit 3"),
    /** Writes {@code ready}, and runs on whatever it is asked. */
    IGNORES_STOP("trap '' TERM; echo ready; while :; do sleep 0.1; done"),
    /** Takes memory until it is killed for it. */
    RUNS_OUT_OF_MEMORY("sleep 0.2; exec tail /dev/zero"),
    /** Writes the lines one, two and three, and runs on. */
    WRITES("echo one; echo two; echo three; trap 'exit 0' TERM; while :; do sleep 0.1; done"),
    /** Writes a line of 40,000 times {@code x}, which engines keep in parts, then {@code end}, and runs on. */
    WRITES_LONG_LINES(
            "head -c 40000 /dev/zero | tr '\\000' x; echo; echo end; trap 'exit 0' TERM; while :; do sleep 0.1; done"),
    /** Writes the lines one and two, and ends with exit code 3. */
    WRITES_AND_FAILS("echo one; echo two; exit 3"),
    /** Writes {@code tick} every tenth of a second until it is asked to end. */
    TICKS("trap 'exit 0' TERM; while :; do echo tick; sleep 0.1; done");

    private final String script;

    Program(String script) {
        this.script = script;
    }

    /** The command that does so. */
    public List<String> command() {
        return List.of("sh", "-c", script);
    }
}
