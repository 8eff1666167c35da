package io.homelabhub.fleet;

import io.homelabhub.deployment.DeploySites;
import io.homelabhub.deployment.HostPlan;
import io.homelabhub.deployment.PlacementRefusedException;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.host.Hosts;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.placement.Obstacle;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.session.HomelabSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Services that have containers on another host than theirs: nothing is deployed a second time, and no data is left behind without a word.
 */
final class Strangers {
    private final HomelabSettings settings;
    private final Hosts hosts;
    private final DeploySites sites;

    Strangers(HomelabSettings settings, Hosts hosts, DeploySites sites) {
        this.settings = settings;
        this.hosts = hosts;
        this.sites = sites;
    }

    /**
     * Refuses services that run where they do not belong.
     *
     * @param there what each host has of the project
     * @throws PlacementRefusedException with all of them
     */
    static void requireNone(DeploySites sites, Map<String, ProjectContainers> there) {
        List<Obstacle> obstacles = new ArrayList<>();
        there.forEach((host, containers) -> containers.byService().keySet().forEach(service -> sites.hostOf(service)
                .filter(home -> !home.equals(host))
                .ifPresent(home -> obstacles.add(obstacle(service, home, host)))));
        if (!obstacles.isEmpty()) {
            throw new PlacementRefusedException(obstacles);
        }
    }

    private static Obstacle obstacle(String service, String home, String found) {
        String there = found.equals(DeploySites.THIS_MACHINE) ? "" : " --host=" + found;
        return new Obstacle(
                service + " belongs on " + home + ", and has containers on " + found,
                "take it away there (`homelab undeploy " + service + there
                        + "`; volumes stay, and their data does not move by itself), or place it on " + found);
    }

    /**
     * Looks on the hosts that have no part in a deploy for services that are new where they belong.
     *
     * @param engines of the hosts that have a part
     * @return what could not be found out, in sentences
     * @throws PlacementRefusedException if one was found
     */
    List<String> beforeDeploy(Map<String, HostPlan> plans, Set<String> engines) {
        Set<String> fresh = fresh(plans);
        if (fresh.isEmpty()) {
            return List.of();
        }
        Rest rest = rest(plans, engines);
        requireNone(sites, rest.there());
        return rest.unknown(fresh);
    }

    /**
     * Looks on the hosts that have no part in an undeploy for what is left there of the services that go.
     *
     * @param engines of the hosts that have a part
     * @return what was found and what could not be found out, in sentences
     */
    List<String> afterUndeploy(Map<String, HostPlan> plans, Set<String> engines) {
        Set<String> services = services(plans, verdict -> true);
        if (services.isEmpty()) {
            return List.of();
        }
        Rest rest = rest(plans, engines);
        List<String> notices = new ArrayList<>();
        rest.there().forEach((host, containers) -> {
            Set<String> left = new TreeSet<>(containers.byService().keySet());
            left.retainAll(services);
            if (!left.isEmpty()) {
                notices.add(host + " has containers of " + String.join(", ", left)
                        + ", though the files place nothing of that there; they stay. Next: `homelab undeploy "
                        + left.stream().map(sites::catalogName).collect(Collectors.joining(" ")) + " --host=" + host
                        + "`");
            }
        });
        notices.addAll(rest.unknown(services));
        return notices;
    }

    /** What the hosts without a part have of the project, and which of them do not answer. */
    private record Rest(Map<String, ProjectContainers> there, Set<String> silent) {
        List<String> unknown(Set<String> services) {
            return silent.stream()
                    .map(host -> host + " does not answer, so nobody knows whether it still has containers of "
                            + String.join(", ", services))
                    .toList();
        }
    }

    private Rest rest(Map<String, HostPlan> plans, Set<String> engines) {
        Set<String> others = new TreeSet<>(hosts.byName().keySet());
        others.removeAll(plans.keySet());
        Map<String, ProjectContainers> there = new TreeMap<>();
        Set<String> silent = new TreeSet<>();
        if (others.isEmpty()) {
            return new Rest(there, silent);
        }
        try (HostSessions sessions = HostSessions.open(settings, hosts, sites, others)) {
            sessions.tried(one -> engines.contains(HostSessions.engine(one))
                            ? Optional.<ProjectContainers>empty()
                            : Optional.of(ProjectContainers.of(
                                    sites.project(),
                                    one.open().engine().observe(ObserveRequest.listing(sites.project())))))
                    .forEach((host, tried) -> {
                        tried.value().flatMap(found -> found).ifPresent(found -> there.put(host, found));
                        tried.failure().ifPresent(failure -> silent.add(host));
                    });
        }
        return new Rest(there, silent);
    }

    /** The services that a host is to get and has not yet. */
    private static Set<String> fresh(Map<String, HostPlan> plans) {
        return services(plans, Verdict.CREATE::equals);
    }

    /** Those of which plans say such a thing. */
    private static Set<String> services(Map<String, HostPlan> plans, Predicate<Verdict> verdict) {
        return plans.values().stream()
                .flatMap(host -> host.plan().changes().stream())
                .filter(change -> verdict.test(change.verdict()))
                .map(Change::resource)
                .filter(resource -> resource.kind() == ResourceId.Kind.SERVICE)
                .map(ResourceId::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
