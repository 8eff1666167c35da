package io.homelabhub.fleet;

import io.homelabhub.deployment.HostPlan;
import io.homelabhub.deployment.PlanRefusedException;
import io.homelabhub.host.Hosts;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.PlanRunner;
import io.homelabhub.session.HomelabSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes the plans of an undertaking, and makes them ready to be applied. */
final class FleetPlanning {
    private final HomelabSettings settings;
    private final Hosts hosts;
    private final Undertaking undertaking;

    FleetPlanning(HomelabSettings settings, Hosts hosts, Undertaking undertaking) {
        this.settings = settings;
        this.hosts = hosts;
        this.undertaking = undertaking;
    }

    FleetPlan plan() {
        try (HostSessions sessions = sessions()) {
            sessions.requireAll();
            Set<String> engines = sessions.requireDistinct();
            Undertaking.Planned planned = undertaking.plan(sessions);
            GateOrder.requireNoCircle(FleetPlan.plans(planned.plans()));
            List<String> notices = new ArrayList<>(planned.notices());
            notices.addAll(undertaking.onOthers(planned.plans(), engines));
            return new FleetPlan(
                    undertaking.operation(),
                    planned.plans(),
                    notices,
                    cancellation -> apply(planned.plans(), cancellation));
        }
    }

    private HostSessions sessions() {
        return HostSessions.open(
                settings,
                hosts,
                undertaking.sites(),
                undertaking.sites().byHost().keySet());
    }

    private FleetResult apply(Map<String, HostPlan> planned, Cancellation cancellation) {
        Map<String, Plan> refused = FleetPlan.plans(planned);
        refused.values().removeIf(plan -> !plan.isRefused());
        if (!refused.isEmpty()) {
            throw new PlanRefusedException(refused);
        }
        try (HostSessions sessions = sessions()) {
            sessions.requireAll();
            Set<String> unused = sessions.requireDistinct();
            return isSettled(sessions, planned)
                    ? nothingToDo(sessions, planned)
                    : new FleetRun(settings, sessions, undertaking, cancellation).applyUnchanged(planned);
        }
    }

    /** Whether nothing is to do on any host, all that stays is well for all that is known, and nobody else is at it. */
    private static boolean isSettled(HostSessions sessions, Map<String, HostPlan> planned) {
        return planned.values().stream()
                        .allMatch(host -> host.plan().isEmpty() && !host.plan().isDoubtful())
                && sessions
                        .each(one -> one.open()
                                .engine()
                                .lockHolder(plan(planned, one).project())
                                .isEmpty())
                        .values()
                        .stream()
                        .allMatch(free -> free);
    }

    private static Plan plan(Map<String, HostPlan> planned, HostSessions.One one) {
        return Objects.requireNonNull(planned.get(one.host())).plan();
    }

    private FleetResult nothingToDo(HostSessions sessions, Map<String, HostPlan> planned) {
        return new FleetResult(
                undertaking.operation(),
                sessions.each(one -> PlanRunner.nothingToDo(
                        plan(planned, one), one.settings().listener(), settings.timing())),
                Set.of(),
                Duration.ZERO);
    }
}
