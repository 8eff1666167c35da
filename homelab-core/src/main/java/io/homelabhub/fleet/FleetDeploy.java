package io.homelabhub.fleet;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.DeploySites;
import io.homelabhub.deployment.HostDeploy;
import io.homelabhub.deployment.HostPlan;
import io.homelabhub.deployment.PlanMaking;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.host.Hosts;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Plan;
import io.homelabhub.session.HomelabSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A deploy over several hosts. */
final class FleetDeploy implements Undertaking {
    private final DeployRequest request;
    private final DeploySites sites;
    private final Strangers strangers;

    FleetDeploy(HomelabSettings settings, Hosts hosts, DeployRequest request) {
        this.request = request;
        this.sites = DeploySites.ofUsable(settings.sources(), request);
        this.strangers = new Strangers(settings, hosts, sites);
    }

    @Override
    public String operation() {
        return request.operation();
    }

    @Override
    public Duration lockWait() {
        return request.lockWait();
    }

    @Override
    public DeploySites sites() {
        return sites;
    }

    @Override
    public Planned plan(HostSessions sessions) {
        return new Planned(plans(sessions), List.of());
    }

    @Override
    public List<String> onOthers(Map<String, HostPlan> plans, Set<String> engines) {
        return strangers.beforeDeploy(plans, engines);
    }

    private Map<String, HostPlan> plans(HostSessions sessions) {
        Map<String, ProjectContainers> there = sessions.each(one -> {
            ObservedState listed = one.open().engine().observe(ObserveRequest.listing(sites.project()));
            return ProjectContainers.of(sites.project(), listed);
        });
        Strangers.requireNone(sites, there);
        Set<String> deployed = new TreeSet<>();
        there.values()
                .forEach(containers -> deployed.addAll(containers.byService().keySet()));
        Map<String, HostDeploy> deploys =
                sessions.each(one -> new PlanMaking(one.sessions(), one.session()).across(request, deployed));
        Map<String, HostPlan> plans = sessions.each(one -> deploy(deploys, one).plan(Set.of()));
        Map<String, Set<String>> waitedFor = waitedFor(FleetPlan.plans(plans).values());
        return waitedFor.isEmpty()
                ? plans
                : sessions.each(one -> deploy(deploys, one).plan(waitedFor.getOrDefault(one.host(), Set.of())));
    }

    private static HostDeploy deploy(Map<String, HostDeploy> deploys, HostSessions.One one) {
        return Objects.requireNonNull(deploys.get(one.host()));
    }

    /** The services of each host for which something on another is about to wait. */
    private static Map<String, Set<String>> waitedFor(Collection<Plan> plans) {
        Map<String, Set<String>> waitedFor = new TreeMap<>();
        plans.stream()
                .flatMap(plan -> plan.steps().stream())
                .flatMap(step -> step.work().gate().stream())
                .forEach(gate -> waitedFor
                        .computeIfAbsent(gate.host(), any -> new TreeSet<>())
                        .add(gate.service()));
        return waitedFor;
    }
}
