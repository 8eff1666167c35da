package io.homelabhub.run;

import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Await.Condition;
import io.homelabhub.plan.Lasting;
import io.homelabhub.run.Readiness.Verdict;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Judges whether a container that was ready still is. Pure: no engine, no clock, no thread.
 *
 * <p>{@link Verdict.Ready} says that it is; {@link Verdict.Pending} that it has been started again since and has to be waited
 * for anew; {@link Verdict.Over} that it is not.
 */
final class Vigil {
    private final Await await;
    private final ContainerStatus ready;
    private final int mayRestart;
    private final Map<String, Integer> exitCodes;

    /**
     * @param ready the container when it was ready
     * @param mayRestart how often its restart policy may start it again: what a run finds up may stumble when the run
     *     replaces what it leans on
     */
    Vigil(Await await, ContainerStatus ready, int mayRestart, Map<String, Integer> exitCodes) {
        this.await = await;
        this.ready = ready;
        this.mayRestart = mayRestart;
        this.exitCodes = exitCodes;
    }

    /** @param stopped whether somebody told the engine to stop it */
    Verdict saw(Optional<ContainerStatus> seen, boolean stopped) {
        return seen.map(now -> judge(now, stopped)).orElseGet(() -> over("is not there any more"));
    }

    private Verdict judge(ContainerStatus now, boolean stopped) {
        return switch (now.state()) {
            case RUNNING -> judgeRunning(now);
            case RESTARTING ->
                keepsEnding(now) ? over(Ends.keepsEnding(now, exitCodes)) : new Verdict.Pending("restarting");
            case EXITED, DEAD -> stopped && !hadEnded() ? over("was ready, and somebody stopped it") : judgeEnded(now);
            case CREATED, PAUSED, REMOVING -> over("is " + now.state().name().toLowerCase(Locale.ROOT));
        };
    }

    private boolean keepsEnding(ContainerStatus now) {
        return now.restarts() > ready.restarts() + mayRestart;
    }

    private Verdict judgeRunning(ContainerStatus now) {
        if (hadEnded()) {
            return new Verdict.Ready("runs again");
        }
        if (keepsEnding(now)) {
            return over(Ends.keepsEnding(now, exitCodes));
        }
        if (!now.startedAt().equals(ready.startedAt())) {
            return new Verdict.Pending("started again");
        }
        boolean checked = now.healthCheckedAt().isAfter(now.startedAt());
        return now.health() == Health.UNHEALTHY && checked
                ? over("was ready, and is unhealthy" + Ends.lastCheck(now))
                : new Verdict.Ready("");
    }

    private Verdict judgeEnded(ContainerStatus now) {
        boolean tested = now.hasHealthTest() || await.condition() == Condition.REACHABLE;
        boolean mayEnd = hadEnded() || !(tested || await.lasting().end() == Lasting.End.FAILS);
        boolean well = now.state() == ContainerState.EXITED && now.exitCode() == 0;
        return well && mayEnd
                ? new Verdict.Ready("ended with exit code 0")
                : new Verdict.Over(
                        "container " + await.container() + " was ready, and ended with exit code " + now.exitCode()
                                + Ends.oom(now) + Ends.error(now),
                        Ends.remedy(now, tested));
    }

    private boolean hadEnded() {
        return await.condition() == Condition.COMPLETED || ready.state() == ContainerState.EXITED;
    }

    private Verdict over(String problem) {
        return new Verdict.Over("container " + await.container() + " " + problem, "");
    }
}
