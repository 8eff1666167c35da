package io.homelabhub.fleet;

import io.homelabhub.api.Api;
import io.homelabhub.definition.HostsLoader;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.DeploySites;
import io.homelabhub.deployment.LookSites;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.host.Hosts;
import io.homelabhub.operation.LogQuery;
import io.homelabhub.operation.ServiceLog;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.Sessions;
import io.homelabhub.status.ProjectHealth;
import io.homelabhub.status.ProjectLook;
import io.homelabhub.status.ProjectStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

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
     * @param names services, groups or patterns; of those that mean nothing nothing is known
     */
    public Map<String, List<String>> elsewhere(List<String> names) {
        return DeploySites.elsewhere(settings, names);
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

    /**
     * Reads what services write on all hosts on which they run, in the order of the engines' times. The clocks of hosts may differ.
     *
     * @param query whose, and which part
     * @param notices told, on the thread that reads, of what could not be read and why; of a host that does not answer once
     * @return stays open until it is closed
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     */
    public ServiceLog logs(LogQuery query, Consumer<String> notices) {
        return keeping(query.names(), (sessions, names) -> {
            boolean several = names.size() > 1;
            List<ServiceLog.Place> places = names.entrySet().stream()
                    .map(entry -> place(sessions.of(entry.getKey()), several, entry.getValue()))
                    .toList();
            return ServiceLog.of(places, query, notices, settings.timing(), sessions::close);
        });
    }

    private static ServiceLog.Place place(HostSessions.One one, boolean several, List<String> names) {
        return new ServiceLog.Place(
                Optional.of(one.host()).filter(host -> several),
                one.session(),
                one.settings().sources(),
                names);
    }

    /**
     * What containers use on all hosts on which services run, until it is closed.
     *
     * @param names services, groups or patterns, also services that have left the files; none for all that have containers
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     */
    public FleetStats stats(List<String> names) {
        return keeping(names, FleetStats::open);
    }

    /** What is made of sessions and the services of each host stays open with them. */
    private <T> T keeping(List<String> names, BiFunction<HostSessions, Map<String, List<String>>, T> making) {
        LookSites sites = LookSites.of(settings.sources(), names);
        HostSessions sessions = sessions(sites);
        try {
            return making.apply(sessions, new Whereabouts(sessions, sites).byHost());
        } catch (RuntimeException | Error failure) {
            sessions.close();
            throw failure;
        }
    }

    private <T> Map<String, HostLook<T>> look(List<String> names, BiFunction<HostSessions.One, List<String>, T> look) {
        LookSites sites = LookSites.of(settings.sources(), names);
        sites.requireKnown();
        Map<String, List<String>> byHost = sites.hosts().byHost();
        try (HostSessions sessions = sessions(sites)) {
            Set<String> asked = new Whereabouts(sessions, sites).byHost().keySet();
            return sessions.triedOn(asked, one -> look.apply(one, byHost.getOrDefault(one.host(), List.of())));
        }
    }

    private HostSessions sessions(LookSites sites) {
        return HostSessions.open(
                settings, hosts(), sites.hosts(), sites.hosts().byHost().keySet());
    }
}
