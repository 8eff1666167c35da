package io.homelabhub.operation;

import io.homelabhub.api.Api;
import io.homelabhub.definition.ProjectSearch;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.deployment.PlanMaking;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.RollbackRequest;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.AttachRequest;
import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.look.EventQuery;
import io.homelabhub.look.ImageUpdate;
import io.homelabhub.look.Look;
import io.homelabhub.look.ProjectDiskUsage;
import io.homelabhub.look.ProjectVolume;
import io.homelabhub.look.RegistryMemory;
import io.homelabhub.look.ServiceCheck;
import io.homelabhub.look.ServiceEvents;
import io.homelabhub.look.ServiceImage;
import io.homelabhub.look.ServiceImageRun;
import io.homelabhub.look.ServiceLook;
import io.homelabhub.look.ServicePort;
import io.homelabhub.look.ServiceProcesses;
import io.homelabhub.look.ServiceStats;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** What can be done with a project's services while they are up. Thread-safe; each call reads the files anew. */
public final class ServiceOperations {
    private final Sessions sessions;
    private final ServiceLook look;

    /** Of one runtime; see {@code HomelabRuntime.services}. */
    @Api(Api.Status.INTERNAL)
    public ServiceOperations(Sessions sessions) {
        this.sessions = sessions;
        this.look = new ServiceLook(sessions);
    }

    /**
     * Plans to start, stop, restart, pause or signal services as they are; the plan is applied like a deploy's, with the same waits, lock and report.
     * Dependants go down first, dependencies come up first. Starting takes along what the services need and what is there of it;
     * restarting takes along what shares a namespace with them, or what their {@code depends_on} restarts. Changes nothing.
     *
     * @throws io.homelabhub.problem.InvalidInputException if the files cannot be used and no container tells what is meant
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public PreparedPlan plan(LifecycleRequest request) {
        try (Session session = sessions.open()) {
            return new LifecyclePlanning(sessions, session, request).prepared();
        }
    }

    /**
     * Plans to pull, build or push the images of services; the plan is applied like a deploy's. No container is touched: the next
     * deploy takes the images. Changes nothing.
     *
     * @throws io.homelabhub.problem.InvalidInputException if the files cannot be used
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public PreparedPlan plan(ImageRequest request) {
        try (Session session = sessions.open()) {
            return new ImageTaskPlanning(sessions, session, request).prepared();
        }
    }

    /**
     * Plans to go back to images that services ran before a deploy gave them others, by what the engine remembers of it: the names
     * in the files stand for the old images again, and the containers are made anew as by any deploy. The next deploy leaves it at
     * that; the next update goes forward again. Refuses what the files name otherwise by now, and images that are gone and that no
     * registry is known to have. Changes nothing.
     *
     * @throws io.homelabhub.problem.InvalidInputException if the files cannot be used
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public PreparedPlan plan(RollbackRequest request) {
        try (Session session = sessions.open()) {
            return new PlanMaking(sessions, session).rollback(request);
        }
    }

    /**
     * What registries have beyond what services run: another image under the same name, and newer tags of the same shape. Fetches
     * nothing; a registry that does not tell is named in the answer. Names and failures as for {@link #ports}.
     *
     * @param memory what they have said lately; {@link RegistryMemory#NONE} to ask anew
     */
    public Look<ImageUpdate> outdated(RegistryMemory memory, String... names) {
        return look.outdated(List.of(names), memory);
    }

    /**
     * Plans to remove what the project has left behind, nothing describes and nothing uses: ended containers, networks, images of
     * builds without a name, records of services that are gone, and volumes that are named. Changes nothing.
     *
     * @throws io.homelabhub.problem.InvalidInputException if the files cannot be used: then nobody knows what is wanted
     * @throws EngineException if the engine does not answer
     */
    public PreparedPlan plan(PruneRequest request) {
        try (Session session = sessions.open()) {
            return new PrunePlanning(sessions, session, request).prepared();
        }
    }

    /**
     * What services run, and ran before as far as the engine remembers; names and failures as for {@link #ports}. The order is by
     * service, the present image first.
     */
    public Look<ServiceImageRun> history(String... names) {
        return look.history(List.of(names));
    }

    /**
     * Plans to run a service once, in a container of its own beside those that serve: what it needs is deployed first, as a deploy
     * would, its image is had and the container created. Changes nothing yet.
     *
     * <pre>{@code
     * PreparedRun run = lab.services().plan(RunRequest.of("web", "migrate", "--all").removed());
     * run.preparation().apply();
     * try (OneOffSession session = run.start()) {
     *     session.copyOutput(System.out, System.err);
     *     int code = session.exitCode().orElseThrow();
     * }
     * }</pre>
     *
     * @throws io.homelabhub.problem.InvalidInputException if the files, or what the request lays over them, cannot be used
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that is no service's
     * @throws EngineException if the engine does not answer
     */
    public PreparedRun plan(RunRequest request) {
        try (Session session = sessions.open()) {
            return new RunPlanning(sessions, session, request).prepared();
        }
    }

    /** Plans to deploy what a service needs that shall run once, and not to run it; fails as {@link #plan(RunRequest)} does. */
    public PreparedPlan planNeeds(RunRequest request) {
        try (Session session = sessions.open()) {
            return new RunPlanning(sessions, session, request).needs();
        }
    }

    /**
     * Runs a service once, with its plan applied at once; fails as {@link #plan(RunRequest)} and {@link PreparedRun#start} do.
     *
     * @return to be closed, which leaves a container that has not ended to itself
     * @throws io.homelabhub.run.ApplyFailedException if what it needs could not be had; carries what became of it
     * @throws io.homelabhub.session.LockedException if it needs something deployed, and somebody else deploys the project
     */
    public OneOffSession run(RunRequest request) {
        PreparedRun run = plan(request);
        ApplyResult unused = run.preparation().apply();
        return run.start();
    }

    /**
     * Listens to the ends of containers, with an engine of its own that stays open until the ends are closed. Of what is up, ends are
     * told as they come; where nothing is up, how each container has ended before.
     *
     * @param names services, groups or patterns; empty for all that have containers
     * @throws io.homelabhub.problem.InvalidInputException if the files cannot be used and no container tells what is meant
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public ServiceEnds ends(List<String> names) {
        return ends(names, Optional.empty());
    }

    /** Likewise, told of those as well that have ended since a time, by the engine's clock. */
    public ServiceEnds ends(List<String> names, Instant since) {
        return ends(names, Optional.of(since));
    }

    private ServiceEnds ends(List<String> names, Optional<Instant> since) {
        return keeping(session -> {
            ProjectView view = ProjectSearch.view(sessions.settings().sources(), names, () -> session.await()
                    .engine()
                    .observe(ObserveRequest.listing("")));
            return ServiceEnds.open(
                    session, view, names, since, sessions.settings().timing());
        });
    }

    /**
     * The ports of the host that lead to services that run.
     *
     * @param names services, groups or patterns; none for all that have containers
     * @throws io.homelabhub.problem.InvalidInputException if the files cannot be used and no container tells what is meant
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public Look<ServicePort> ports(String... names) {
        return look.ports(List.of(names));
    }

    /** The images that containers were made from, with digests, platforms and sizes; names and failures as for {@link #ports}. */
    public Look<ServiceImage> images(String... names) {
        return look.images(List.of(names));
    }

    /**
     * The project's volumes and those that its containers mount; of some services, those that they mount. Names and failures as for
     * {@link #ports}.
     */
    public Look<ProjectVolume> volumes(String... names) {
        return look.volumes(List.of(names));
    }

    /** The processes of containers that run, known secrets hidden; names and failures as for {@link #ports}. */
    public Look<ServiceProcesses> top(String... names) {
        return look.top(List.of(names));
    }

    /** The last runs of health tests as the engine keeps them, known secrets hidden; names and failures as for {@link #ports}. */
    public Look<ServiceCheck> checks(String... names) {
        return look.checks(List.of(names));
    }

    /**
     * What containers use, measured all at once and again and again until it is closed; names and failures as for {@link #ports}.
     *
     * <pre>{@code
     * try (ServiceStats stats = lab.services().stats("bots")) {
     *     stats.next().forEach(usage -> ...); // once; again for the next round, a second later
     * }
     * }</pre>
     */
    public ServiceStats stats(String... names) {
        return look.stats(List.of(names));
    }

    /** What has happened to containers and what happens on, until the query's end, or until it is closed. Failures as for {@link #ports}. */
    public ServiceEvents events(EventQuery query) {
        return look.events(query);
    }

    /** What the project holds on the engine's disk. The engine may take long to add it up. Failures as for {@link #ports}. */
    public ProjectDiskUsage diskUsage() {
        return look.diskUsage();
    }

    /**
     * Runs a command in a container of a service that runs, with an engine of its own until the session is closed.
     *
     * @return to be closed, which ends neither the command nor the container
     * @throws io.homelabhub.problem.InvalidInputException if the files cannot be used and no container tells what is meant
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that is no service's
     * @throws NoContainerException if the service has no container that runs
     * @throws EngineException if the engine does not answer
     */
    public ContainerSession exec(ServiceContainer target, ExecRequest request) {
        return session(target, (engine, container) -> engine.exec(container, request));
    }

    /**
     * What opens the client of a service's database, to be run by {@link #exec}: psql, mysql, redis-cli or mongosh of its container,
     * as whom the container was set up for. No secret is an argument of it.
     *
     * @param arguments more for the client
     * @throws UnknownDatabaseException if it is not known to be a database
     * @throws NoContainerException if it has no container that runs; else as {@link #exec}
     */
    public ExecRequest databaseClient(ServiceContainer target, List<String> arguments) {
        try (Session session = sessions.open()) {
            ObservedContainer container = search(session, target, true).running();
            return DatabaseClient.of(container)
                    .orElseThrow(() -> new UnknownDatabaseException(target.service(), container.image()))
                    .opening(container, arguments);
        }
    }

    /** Runs a command as {@link #exec} does, and leaves it to itself. */
    public void execDetached(ServiceContainer target, ExecRequest request) {
        try (Session session = sessions.open()) {
            String container = search(session, target, false).running().name();
            session.await().engine().execDetached(container, request);
        }
    }

    /** Joins the streams of a container that runs; fails as {@link #exec} does. */
    public ContainerSession attach(ServiceContainer target, AttachRequest request) {
        return session(target, (engine, container) -> engine.attach(container, request));
    }

    private ContainerSession session(ServiceContainer target, BiFunction<Engine, String, ContainerSession> opening) {
        return keeping(session -> {
            String container = search(session, target, false).running().name();
            return new ServiceSession(session, opening.apply(session.await().engine(), container));
        });
    }

    /** Sends a signal, as {@code TERM}, to the own process of a container that runs; fails as {@link #exec} does. */
    public void signal(ServiceContainer target, String signal) {
        try (Session session = sessions.open()) {
            String container = search(session, target, false).running().name();
            Effect unused = session.await()
                    .engine()
                    .perform(new Action.SignalContainer(container, signal), ActionProgress.NONE);
        }
    }

    /**
     * The files of a container of a service, running or not.
     *
     * @return to be closed
     * @throws NoContainerException if the service has no container; else as {@link #exec}
     */
    public ServiceFiles files(ServiceContainer target) {
        return keeping(session ->
                new ServiceFiles(session, search(session, target, false).any().name()));
    }

    /**
     * The numbers of the containers that a service has, for {@link ServiceContainer#withIndex}.
     *
     * @throws NoContainerException if the service has none; else as {@link #exec}
     */
    public List<Integer> indexes(String service) {
        try (Session session = sessions.open()) {
            return search(session, ServiceContainer.of(service), false).numbers();
        }
    }

    private ContainerSearch search(Session session, ServiceContainer target, boolean inspected) {
        return new ContainerSearch(sessions.settings(), session, target, inspected);
    }

    /** What is made of a session stays open with it. */
    private <T> T keeping(Function<Session, T> making) {
        Session session = sessions.open();
        try {
            return making.apply(session);
        } catch (RuntimeException | Error failure) {
            session.close();
            throw failure;
        }
    }

    /**
     * Reads what services write, with an engine of its own that stays open until the log is closed.
     *
     * @param query whose, and which part
     * @param notices told, on the thread that reads, of what could not be read and why
     * @throws io.homelabhub.problem.InvalidInputException if the files cannot be used and no container tells what is meant
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public ServiceLog logs(LogQuery query, Consumer<String> notices) {
        HomelabSettings settings = sessions.settings();
        return keeping(session -> ServiceLog.of(
                List.of(new ServiceLog.Place(Optional.empty(), session, settings.sources(), query.names())),
                query,
                notices,
                settings.timing(),
                () -> {}));
    }
}
