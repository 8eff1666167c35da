package io.homelabhub.fleet;

import io.homelabhub.api.Api;
import io.homelabhub.definition.HostsLoader;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.DeploySites;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.host.Hosts;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.Sessions;
import io.homelabhub.status.ProjectHealth;
import io.homelabhub.status.ProjectLook;
import io.homelabhub.status.ProjectStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Deploys to all hosts on which services run, and undeploys from them. A service runs on the host that the files give it, else on this machine. Thread-safe; each call
 * reads the files anew, and opens and closes engines of its own.
 */
public final class Fleet {
    private final HomelabSettings settings;

    /** Of one runtime; see {@code HomelabRuntime.fleet}. */
    @Api(Api.Status.INTERNAL)
    public Fleet(Sessions sessions) {
        this.settings = sessions.settings();
    }

    /**
     * Whether a deploy goes to more than this machine: no host is asked for, and some service of it, or what that needs, runs on another.
     * Files that cannot be used give none; a plan of them says what is wrong.
     *
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     */
    public boolean isSpread(DeployRequest request) {
        try {
            return mayBeSpread() && DeploySites.of(settings.sources(), request).isSpread();
        } catch (InvalidInputException unusable) {
            return false;
        }
    }

    /** Whether no host is asked for, and the owner has named some. Reads no Compose file. */
    private boolean mayBeSpread() {
        return settings.host().isEmpty() && !hosts().isEmpty();
    }

    private Hosts hosts() {
        return HostsLoader.load(settings.sources());
    }

    /**
     * Plans a deploy on every host that has a part in it. Changes nothing.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws io.homelabhub.deployment.PlacementRefusedException if a service cannot reach what it needs on another host, or runs where it does
     *     not belong
     * @throws io.homelabhub.engine.EngineException with every host that does not answer
     */
    public FleetPlan plan(DeployRequest request) {
        Hosts hosts = hosts();
        return new FleetPlanning(settings, hosts, new FleetDeploy(settings, hosts, request)).plan();
    }

    /**
     * Whether an undeploy concerns more than this machine: no host is asked for, and something that may go, or may need what goes, runs on
     * another. Files that cannot be used give none.
     */
    public boolean isSpread(RemovalRequest request) {
        try {
            return mayBeSpread() && DeploySites.of(settings.sources(), request).isSpread();
        } catch (InvalidInputException unusable) {
            return false;
        }
    }

    /**
     * Plans an undeploy on every host that has a part in it. Changes nothing.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws io.homelabhub.engine.EngineException with every host that does not answer
     */
    public FleetPlan plan(RemovalRequest request) {
        Hosts hosts = hosts();
        return new FleetPlanning(settings, hosts, new FleetRemoval(settings, hosts, request)).plan();
    }

    /**
     * Whether the files give some service another host than this machine, and no host is asked for. Files that cannot be used give none: who
     * only looks sees then what there is on this machine.
     */
    public boolean isSpread() {
        try {
            return mayBeSpread() && DeploySites.ofAll(settings.sources()).isSpread();
        } catch (InvalidInputException unusable) {
            return false;
        }
    }

    /**
     * The services that names mean and that the files give other hosts than this machine, by the host's name. Asks no engine. None if a
     * host is asked for, or if the files cannot be used.
     *
     * @param names services, groups or patterns
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     */
    public Map<String, List<String>> elsewhere(List<String> names) {
        try {
            if (!mayBeSpread()) {
                return Map.of();
            }
            DeploySites sites = DeploySites.named(settings.sources(), names);
            Map<String, List<String>> elsewhere = new TreeMap<>(sites.byHost());
            elsewhere.remove(sites.homeName());
            return elsewhere;
        } catch (InvalidInputException unusable) {
            return Map.of();
        }
    }

    /**
     * How the project stands on each host on which services of it run, by the host's name.
     *
     * @param names services, groups or patterns; none for everything
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     */
    public Map<String, HostLook<ProjectStatus>> status(List<String> names) {
        return look(names, (one, services) -> {
            ProjectLook look = new ProjectLook(one.settings(), one.session());
            ProjectStatus status = names.isEmpty() ? look.status(List.of()).withThose(services) : look.status(services);
            return one.isHome() ? status : status.withoutJobs();
        });
    }

    /**
     * Whether what is deployed is well, on each host on which services of it run, by the host's name.
     *
     * @param names services, groups or patterns, deployed or not; none for everything that is deployed
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     */
    public Map<String, HostLook<ProjectHealth>> health(List<String> names) {
        return look(names, (one, services) -> new ProjectLook(one.settings(), one.session())
                .health(names.isEmpty() ? List.of() : services));
    }

    private <T> Map<String, HostLook<T>> look(List<String> names, BiFunction<HostSessions.One, List<String>, T> look) {
        DeploySites sites =
                names.isEmpty() ? DeploySites.ofAll(settings.sources()) : DeploySites.named(settings.sources(), names);
        Map<String, List<String>> byHost = sites.byHost();
        try (HostSessions sessions = HostSessions.open(settings, hosts(), sites, byHost.keySet())) {
            return sessions.tried(one -> look.apply(one, byHost.getOrDefault(one.host(), List.of())));
        }
    }
}
