package io.homelabhub.fleet;

import io.homelabhub.deployment.HostPlan;
import io.homelabhub.deployment.StalePlanException;
import io.homelabhub.engine.EngineException;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.PlanFingerprint;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.PlanRunner;
import io.homelabhub.run.RunGroup;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.ProjectLock;
import io.homelabhub.time.Mailbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Applies the plans of several hosts, under the locks of all of them. */
final class FleetRun {
    private final HomelabSettings settings;
    private final HostSessions sessions;
    private final Undertaking undertaking;
    private final Cancellation cancellation;

    FleetRun(HomelabSettings settings, HostSessions sessions, Undertaking undertaking, Cancellation cancellation) {
        this.settings = settings;
        this.sessions = sessions;
        this.undertaking = undertaking;
        this.cancellation = cancellation;
    }

    /**
     * Applies {@code planned} if the same comes of planning once more, with all locks held.
     *
     * @throws StalePlanException if it does not
     */
    FleetResult applyUnchanged(Map<String, HostPlan> planned) {
        return locked(planned, List.copyOf(planned.keySet()), () -> {
                    Map<String, HostPlan> now = undertaking.plan(sessions).plans();
                    planned.forEach((host, before) -> requireSame(before.plan(), plan(now, host)));
                    return run(now);
                })
                .orElseGet(() -> {
                    cancellation.cancel(); // no step of a run that is cancelled beforehand begins
                    return run(planned);
                });
    }

    private static Plan plan(Map<String, HostPlan> plans, String host) {
        return Objects.requireNonNull(plans.get(host), host).plan();
    }

    private static void requireSame(Plan before, Plan now) {
        if (!PlanFingerprint.of(now).equals(PlanFingerprint.of(before))) {
            throw StalePlanException.between(before, now);
        }
    }

    /** All take the locks in the order of the hosts' names, so that of two runs one always gets all of them. */
    private Optional<FleetResult> locked(Map<String, HostPlan> planned, List<String> left, Supplier<FleetResult> work) {
        if (left.isEmpty()) {
            return Optional.of(work.get());
        }
        String host = left.get(0);
        return ProjectLock.holding(
                        sessions.of(host).open().engine(),
                        plan(planned, host).project(),
                        ProjectLock.holder(settings, undertaking.operation(), host),
                        undertaking.lockWait(),
                        cancellation::isRequested,
                        settings.timing(),
                        () -> locked(planned, left.subList(1, left.size()), work))
                .flatMap(result -> result);
    }

    /** What became of one host's run: a result, or a defect. */
    private record Ended(String host, Supplier<ApplyResult> result) {}

    private FleetResult run(Map<String, HostPlan> plans) {
        Duration start = settings.timing().elapsed();
        RunGroup group = new RunGroup(FleetPlan.plans(plans));
        Mailbox<Ended> ended = settings.timing().mailbox();
        plans.forEach((host, plan) -> settings.timing().start("homelab run on " + host, () -> {
            Supplier<ApplyResult> outcome = outcome(() -> run(host, plan, group));
            ended.put(new Ended(host, outcome));
        }));
        Map<String, Supplier<ApplyResult>> outcomes = new TreeMap<>();
        boolean interrupted = false;
        while (outcomes.size() < plans.size()) {
            try {
                Ended one = ended.take();
                outcomes.put(one.host(), one.result());
            } catch (InterruptedException again) {
                interrupted = true;
                escalate();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Map<String, ApplyResult> results = new TreeMap<>();
        outcomes.forEach((host, outcome) -> results.put(host, outcome.get()));
        return new FleetResult(
                undertaking.operation(),
                results,
                lost(results),
                settings.timing().elapsed().minus(start));
    }

    /** As a run of one host takes an interrupt. */
    private void escalate() {
        if (cancellation.isRequested()) {
            cancellation.cancelNow();
        } else {
            cancellation.cancel();
        }
    }

    private static Supplier<ApplyResult> outcome(Supplier<ApplyResult> run) {
        try {
            ApplyResult result = run.get();
            return () -> result;
        } catch (RuntimeException | Error defect) {
            return () -> {
                throw defect;
            };
        }
    }

    private ApplyResult run(String host, HostPlan plan, RunGroup group) {
        HostSessions.One one = sessions.of(host);
        return PlanRunner.builder(one.open().engine())
                .timing(settings.timing())
                .prober(settings.prober())
                .masking(plan.terms().mask()::mask)
                .group(group, host)
                .build()
                .run(plan.plan(), plan.terms().options(), one.settings().listener(), cancellation);
    }

    /** Those that somebody failed to reach, and that still do not answer. */
    private Set<String> lost(Map<String, ApplyResult> results) {
        Set<String> lost = new TreeSet<>();
        results.forEach((host, result) -> {
            boolean suspect = result.failures().stream().anyMatch(failure -> isOutOfReach(failure.failure()))
                    || result.failedUndos().stream()
                            .flatMap(undo -> undo.failure().stream())
                            .anyMatch(FleetRun::isOutOfReach);
            if (suspect && !answers(host)) {
                lost.add(host);
            }
        });
        return lost;
    }

    private static boolean isOutOfReach(Exception failure) {
        return failure instanceof EngineException engine && engine.leavesOutcomeUnknown();
    }

    private boolean answers(String host) {
        try {
            sessions.of(host).open().engine().ping();
            return true;
        } catch (EngineException silent) {
            return false;
        }
    }
}
