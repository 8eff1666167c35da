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
     * @return what could not be found out, in sentences
     * @throws PlacementRefusedException if one was found
     */
    List<String> notices(Map<String, HostPlan> plans) {
        Set<String> fresh = fresh(plans);
        Set<String> others = new TreeSet<>(hosts.byName().keySet());
        others.removeAll(plans.keySet());
        if (fresh.isEmpty() || others.isEmpty()) {
            return List.of();
        }
        try (HostSessions sessions = HostSessions.open(settings, hosts, sites, others)) {
            List<String> notices = new ArrayList<>();
            Map<String, ProjectContainers> there = new TreeMap<>();
            Set<String> taken = plans.values().stream()
                    .map(plan -> plan.engine().endpoint())
                    .collect(Collectors.toSet());
            sessions.tried(one -> taken.contains(one.open().info().endpoint())
                            ? Optional.<ProjectContainers>empty()
                            : Optional.of(ProjectContainers.of(
                                    sites.project(),
                                    one.open().engine().observe(ObserveRequest.listing(sites.project())))))
                    .forEach((host, tried) -> {
                        tried.value().flatMap(found -> found).ifPresent(found -> there.put(host, found));
                        tried.failure()
                                .ifPresent(silent -> notices.add(host
                                        + " does not answer, so nobody knows whether it still has containers of "
                                        + String.join(", ", fresh)));
                    });
            requireNone(sites, there);
            return notices;
        }
    }

    /** The services that a host is to get and has not yet. */
    private static Set<String> fresh(Map<String, HostPlan> plans) {
        return plans.values().stream()
                .flatMap(host -> host.plan().changes().stream())
                .filter(change -> change.verdict() == Verdict.CREATE)
                .map(Change::resource)
                .filter(resource -> resource.kind() == ResourceId.Kind.SERVICE)
                .map(ResourceId::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
