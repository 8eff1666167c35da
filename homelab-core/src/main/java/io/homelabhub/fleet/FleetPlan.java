package io.homelabhub.fleet;

import io.homelabhub.deployment.HostPlan;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.Cancellation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A plan for each host that takes part in a deploy or an undeploy, and the runtime that it came from. Holds no connection. Immutable; can be applied from any
 * thread, and again, though the second time it is likely to be stale.
 */
public final class FleetPlan {
    private final String operation;
    private final Map<String, HostPlan> hosts;
    private final List<String> notices;
    private final Function<Cancellation, FleetResult> application;

    FleetPlan(
            String operation,
            Map<String, HostPlan> hosts,
            List<String> notices,
            Function<Cancellation, FleetResult> application) {
        this.operation = operation;
        this.hosts = Collections.unmodifiableMap(new TreeMap<>(hosts));
        this.notices = List.copyOf(notices);
        this.application = application;
    }

    /** What was asked for, as {@code deploy bots}. */
    public String operation() {
        return operation;
    }

    /** The part of each host, by its name. */
    public Map<String, HostPlan> hosts() {
        return hosts;
    }

    /** The plan of each host, by its name. */
    public Map<String, Plan> plans() {
        return plans(hosts);
    }

    static Map<String, Plan> plans(Map<String, HostPlan> hosts) {
        return hosts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().plan(), (a, b) -> a, TreeMap::new));
    }

    /** What the reader should know of all hosts together; each plan has notices of its own. */
    public List<String> notices() {
        return notices;
    }

    /** Whether there is nothing to do on any host. */
    public boolean isEmpty() {
        return plans().values().stream().allMatch(Plan::isEmpty);
    }

    /** Whether something that ought to be done on some host is refused. */
    public boolean isRefused() {
        return plans().values().stream().anyMatch(Plan::isRefused);
    }

    /**
     * Does it on all hosts, and returns when everything is ready on all of them, or all have been dealt with as the request says.
     *
     * @param cancellation ends it early, from another thread
     * @return what was done, however it ended
     * @throws io.homelabhub.deployment.PlanRefusedException if some plan refuses something; nothing was done
     * @throws io.homelabhub.session.LockedException if somebody else deploys the project on one of them; nothing was done
     * @throws io.homelabhub.deployment.StalePlanException if an engine or the files have moved since; nothing was done
     * @throws io.homelabhub.engine.EngineException if not all hosts answer to begin with; nothing was done
     */
    public FleetResult run(Cancellation cancellation) {
        return application.apply(cancellation);
    }
}
