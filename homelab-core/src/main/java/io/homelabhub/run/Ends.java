package io.homelabhub.run;

import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Lasting;
import java.util.Map;

/** Words for the ways in which containers end. */
final class Ends {
    /** Begins what a health test has printed, which ends a problem. */
    static final String SAID = "; its last test said: ";

    private Ends() {}

    /** @param exitCodes the exit codes that events have told, by container id */
    static String keepsEnding(ContainerStatus now, Map<String, Integer> exitCodes) {
        return "keeps ending: " + exitCode(now, exitCodes) + ", restarted " + times(now.restarts()) + oom(now);
    }

    /** Of its last end. While it runs again the status says 0, and only an event has told. */
    static String exitCode(ContainerStatus now, Map<String, Integer> exitCodes) {
        Integer code =
                now.state() == ContainerState.RUNNING ? exitCodes.get(now.id()) : Integer.valueOf(now.exitCode());
        return code == null ? "its exit code is unknown" : "exit code " + code;
    }

    static String oom(ContainerStatus now) {
        return now.outOfMemory() ? ", out of memory" : "";
    }

    /**
     * What to do about one that has ended, where its log alone does not tell; empty for that.
     *
     * @param tested whether something shows that it is a server
     */
    static String remedy(ContainerStatus now, boolean tested) {
        return now.exitCode() == 0 && !tested
                ? "If it is a job that may end, give it `restart: on-failure`, or let who needs it wait for"
                        + " `service_completed_successfully`."
                : "";
    }

    /** Whether it has ended with exit code 0, nobody waits for that, and nothing says that it is a job. */
    static boolean isQuiet(ContainerStatus now, Await await) {
        return now.state() == ContainerState.EXITED
                && now.exitCode() == 0
                && await.condition() != Await.Condition.COMPLETED
                && await.lasting().end() != Lasting.End.ACCEPTED;
    }

    /** What the engine says went wrong at its start. */
    static String error(ContainerStatus now) {
        return now.error().isEmpty() ? "" : ": " + now.error();
    }

    /** What the engine's last health check came to. */
    static String lastCheck(ContainerStatus now) {
        return now.healthChecks().stream()
                .reduce((earlier, later) -> later)
                .map(check -> test(
                        check.output(),
                        check.exitCode() < 0 ? "did not end in time" : "ended with exit code " + check.exitCode()))
                .orElse("");
    }

    /** What a run of a health test came to. */
    static String test(String output, String end) {
        return output.isBlank() ? "; its last test " + end + " and printed nothing" : SAID + output.strip();
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
