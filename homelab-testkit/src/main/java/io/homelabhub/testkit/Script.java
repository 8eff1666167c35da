package io.homelabhub.testkit;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What a stand-in does, as a script for a POSIX shell: the same words that the engine in memory is told in Java. */
final class Script {
    /** Holds the code that the process is to end with when it gets SIGUSR1. */
    static final String END_FILE = "/tmp/end";

    private static final String READY_FILE = "/tmp/ready";
    private static final String RUNS_FILE = "/tmp/runs";

    private Script() {}

    static List<String> command(StandIn.Words words) {
        return List.of(
                "sh",
                "-c",
                onSignals(words) + lines(words) + readiness(words) + end(words) + "while :; do sleep 0.1; done");
    }

    static List<String> healthTest(StandIn.Words words) {
        String says = words.healthOutput().isEmpty() ? "" : "echo " + quoted(words.healthOutput()) + "; ";
        return List.of("CMD-SHELL", "test -e " + READY_FILE + " || { " + says + "exit 1; }");
    }

    /** Ends the process with {@code code}, as if by itself: no stop has been asked for. Runs until the process is gone. */
    static List<String> crash(int code) {
        return List.of("sh", "-c", "echo " + code + " >" + END_FILE + "; kill -USR1 1; while :; do sleep 0.1; done");
    }

    private static String onSignals(StandIn.Words words) {
        String stop = words.ignoresStop() ? "trap '' TERM; " : "trap 'exit 0' TERM; ";
        return stop + "trap 'exit $(cat " + END_FILE + ")' USR1; ";
    }

    private static String lines(StandIn.Words words) {
        return words.lines().stream().map(line -> "echo " + quoted(line) + "; ").collect(Collectors.joining());
    }

    private static String readiness(StandIn.Words words) {
        return words.healthyAfter()
                .map(time -> "rm -f " + READY_FILE + "; "
                        + (time.isZero()
                                ? "touch " + READY_FILE + "; "
                                : "(sleep " + seconds(time) + "; touch " + READY_FILE + ") & "))
                .orElse("");
    }

    /** {@code wait} rather than a plain {@code sleep}: a signal ends it at once. */
    private static String end(StandIn.Words words) {
        return words.end()
                .map(end -> "echo >>" + RUNS_FILE + "; if [ $(wc -l <" + RUNS_FILE + ") -le " + end.runs()
                        + " ]; then sleep " + seconds(end.after()) + " & wait $!; exit " + end.code() + "; fi; ")
                .orElse("");
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + ".%03d".formatted(time.toMillisPart());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
