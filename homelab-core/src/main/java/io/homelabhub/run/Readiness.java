package io.homelabhub.run;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Await.Condition;
import io.homelabhub.plan.Lasting;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decides when a wait for one container is over, from what is seen of it. Pure: no engine, no clock, no thread.
 *
 * <p>Not fooled by: a crash loop, which the API calls running; a health that was checked before the last start; an end
 * between two looks, which only an event tells; events of an earlier life that come late; a one-shot that ended well.
 */
final class Readiness {
    /** What is known now. */
    sealed interface Verdict {
        /** The condition is met. */
        record Ready(String note) implements Verdict {}

        /** Not yet. */
        record Pending(String status) implements Verdict {}

        /** It will not be met. */
        record Over(String problem, String remedy) implements Verdict {}
    }

    /**
     * How long a container that this run has started, or that the engine has started again, must stay up before it counts as
     * started: an application that cannot read its settings ends within this time as a rule.
     */
    static final Duration SETTLES_WITHIN = Duration.ofMillis(300);

    private final Await await;
    private final boolean startedByRun;
    private final Map<String, Integer> exitCodes;
    private String id = "";
    private Instant startedAt = Instant.EPOCH;
    private int restartsBefore;
    private boolean died;
    private boolean hasHealthTest;
    private boolean engineProbesSoon;
    private boolean probeHangs;
    private boolean running;
    private String lastTest = "";
    private boolean startedAgain;
    private Duration upSince = Duration.ZERO;
    private Duration settledAt = Duration.ZERO;
    private boolean signalled;
    private boolean settling;

    /**
     * @param startedByRun whether the run has started the container itself, so that every restart is a crash
     * @param exitCodes the exit codes that events have told, by container id; grows beside the wait, and may know of an end
     *     that was before it
     */
    Readiness(Await await, boolean startedByRun, Map<String, Integer> exitCodes) {
        this.await = await;
        this.startedByRun = startedByRun;
        this.exitCodes = exitCodes;
    }

    /** It was sent a signal, and may be about to end of it: it is not believed at first. */
    Readiness afterSignal() {
        signalled = true;
        return this;
    }

    /**
     * Judges a look at the container.
     *
     * @param status empty if there is no such container
     * @param waited how long the wait has lasted
     */
    Verdict saw(Optional<ContainerStatus> status, Duration waited) {
        return status.map(now -> judge(now, waited)).orElseGet(() -> over("is not there (any more)", ""));
    }

    private Verdict judge(ContainerStatus now, Duration waited) {
        if (id.isEmpty()) {
            id = now.id();
            restartsBefore = startedByRun ? 0 : now.restarts();
        }
        if (!now.startedAt().equals(startedAt)) {
            startedAgain = !startedAt.equals(Instant.EPOCH);
            upSince = waited;
        }
        startedAt = now.startedAt();
        hasHealthTest = now.hasHealthTest();
        engineProbesSoon = now.probesSoonFor().compareTo(waited.minus(upSince)) > 0;
        running = now.state() == ContainerState.RUNNING;
        boolean again =
                now.state() == ContainerState.RESTARTING || now.restarts() > restartsBefore || (died && running);
        if (again && condition() != Condition.COMPLETED) {
            return over(Ends.keepsEnding(now, exitCodes), "");
        }
        return switch (now.state()) {
            case RUNNING -> judgeRunning(now, waited);
            case EXITED, DEAD -> judgeEnded(now);
            case REMOVING -> over("is being removed", "");
            case CREATED, PAUSED, RESTARTING ->
                new Verdict.Pending(now.state().name().toLowerCase(Locale.ROOT));
        };
    }

    /** Whether it is a job that may have done its work before the run began, so that it needs no engine to have ended it. */
    boolean mayBeDoneBefore(ContainerStatus now) {
        return !startedByRun
                && await.condition() == Condition.COMPLETED
                && now.state() == ContainerState.EXITED
                && now.exitCode() == 0;
    }

    /** The engine has been restarted, and what it had ended is up again. */
    void startedAnew() {
        died = false;
        restartsBefore = 0;
    }

    /** Since when it is up, counted from the beginning of the wait. */
    Duration upSince() {
        return upSince;
    }

    /** What READY comes to for this container; known once it has been looked at. */
    private Condition condition() {
        if (await.condition() != Condition.READY) {
            return await.condition();
        }
        return hasHealthTest ? Condition.HEALTHY : Condition.STARTED;
    }

    private Verdict judgeRunning(ContainerStatus now, Duration waited) {
        settling = signalled && waited.compareTo(SETTLES_WITHIN) < 0;
        if (settling) {
            settledAt = SETTLES_WITHIN;
            return new Verdict.Pending("running");
        }
        if (condition() == Condition.HEALTHY) {
            return judgeHealth(now);
        }
        // what the run found up may be in a crash loop as well, between two ends
        boolean mayCrash = startedByRun || startedAgain || now.restarts() > 0;
        settledAt = mayCrash ? upSince.plus(SETTLES_WITHIN) : Duration.ZERO;
        boolean settled = waited.compareTo(settledAt) >= 0;
        return condition() == Condition.STARTED && settled ? new Verdict.Ready("") : new Verdict.Pending("running");
    }

    /**
     * How long until it counts as up unless an event tells otherwise; empty if that is not what is waited for.
     *
     * @param waited how long the wait has lasted
     */
    Optional<Duration> settlesIn(Duration waited) {
        boolean staysUp = running && (settling || condition() == Condition.STARTED);
        return staysUp && settledAt.compareTo(waited) > 0 ? Optional.of(settledAt.minus(waited)) : Optional.empty();
    }

    private Verdict judgeHealth(ContainerStatus now) {
        if (!hasHealthTest) {
            return over(
                    "has no health test, so it can never be healthy",
                    "Give service " + await.service() + " a healthcheck, or wait for service_started.");
        }
        boolean stale = !now.healthCheckedAt().isAfter(startedAt);
        if (!stale && now.health() == Health.HEALTHY) {
            return new Verdict.Ready("healthy");
        }
        if (!stale && now.health() == Health.UNHEALTHY) {
            String last = Ends.lastCheck(now);
            return over("is unhealthy" + Ends.oom(now) + (last.isEmpty() ? lastTest : last), "");
        }
        return new Verdict.Pending("health: starting");
    }

    private Verdict judgeEnded(ContainerStatus now) {
        boolean well = now.state() == ContainerState.EXITED && now.exitCode() == 0;
        boolean mayEnd = condition() == Condition.COMPLETED
                || (condition() == Condition.STARTED
                        && !signalled
                        && await.lasting().end() != Lasting.End.FAILS);
        if (well && mayEnd) {
            return new Verdict.Ready("ended with exit code 0");
        }
        return over(
                "ended with exit code " + now.exitCode() + Ends.oom(now) + Ends.error(now),
                Ends.remedy(now, hasHealthTest || condition() == Condition.REACHABLE));
    }

    /**
     * Judges an event. Those of other containers, and of an earlier life of this one, change nothing.
     *
     * @return empty if another look has to decide
     */
    Optional<Verdict> heard(ContainerEvent event) {
        if (!event.containerId().equals(id) || event.at().isBefore(startedAt)) {
            return Optional.empty();
        }
        if (event.kind() == ContainerEvent.Kind.DIE) {
            died = true;
            boolean completed =
                    condition() == Condition.COMPLETED && event.exitCode().equals(Optional.of(0));
            return completed ? Optional.of(new Verdict.Ready("ended with exit code 0")) : Optional.empty();
        }
        boolean healthy = event.kind() == ContainerEvent.Kind.HEALTHY && condition() == Condition.HEALTHY && !died;
        return healthy ? Optional.of(new Verdict.Ready("healthy")) : Optional.empty();
    }

    /** Whether an event is a reason to look at the container again. */
    boolean isTold(ContainerEvent event) {
        return event.kind() == ContainerEvent.Kind.GAP
                || event.containerId().equals(id)
                || event.container().equals(await.container());
    }

    /** Whether running the container's own test now could end the wait. */
    boolean mayProbe() {
        return running
                && !settling
                && condition() == Condition.HEALTHY
                && await.probing()
                && hasHealthTest
                && !engineProbesSoon
                && !probeHangs;
    }

    /** Whether asking its endpoint now could end the wait. */
    boolean mayAsk() {
        return running && !settling && condition() == Condition.REACHABLE;
    }

    /** Judges a run of the container's own test. A failing one decides nothing: when enough is enough, the engine says. */
    Verdict probed(ProbeResult result) {
        boolean passed = result.verdict() == ProbeResult.Verdict.PASSED && !died;
        if (passed) {
            return new Verdict.Ready("ready (probed)");
        }
        probeHangs = result.verdict() == ProbeResult.Verdict.TIMED_OUT;
        lastTest = Ends.test(result.output(), probeHangs ? "did not end in time" : "failed");
        return new Verdict.Pending("health: starting");
    }

    /** Judges an answer of the endpoint. */
    Verdict asked(ProbeResult result) {
        if (result.verdict() == ProbeResult.Verdict.PASSED && !died) {
            return new Verdict.Ready("reachable");
        }
        lastTest = Ends.test(result.output(), "failed");
        return new Verdict.Pending("not reachable yet");
    }

    /** The wait has lasted too long. */
    Verdict.Over late(String limit, String lastStatus) {
        String wanted = condition() == Condition.COMPLETED ? "has not ended" : "is not " + condition();
        return over(
                wanted + " within " + limit + " (" + lastStatus + ")" + lastTest,
                "If it only needs longer, let service " + await.service()
                        + " have it: x-homelab: {ready-within: 10m}.");
    }

    private Verdict.Over over(String problem, String remedy) {
        return new Verdict.Over("container " + await.container() + " " + problem, remedy);
    }
}
