package io.homelabhub.operation;

import io.homelabhub.definition.ProjectSearch;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.operation.LogReading.Message;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.util.List;
import java.util.function.Consumer;

/** What can be done with a project's services while they are up. Thread-safe; each call reads the files anew. */
public final class ServiceOperations {
    private final Sessions sessions;

    /** Of one runtime; see {@code HomelabRuntime.services}. */
    public ServiceOperations(Sessions sessions) {
        this.sessions = sessions;
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
     * Listens to the ends of containers, with an engine of its own that stays open until the ends are closed. Of what is up, ends are
     * told as they come; where nothing is up, how each container has ended before.
     *
     * @param names services, groups or patterns; empty for all that have containers
     * @throws io.homelabhub.problem.InvalidInputException if the files cannot be used and no container tells what is meant
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public ServiceEnds ends(List<String> names) {
        Session session = sessions.open();
        try {
            ProjectView view = ProjectSearch.view(sessions.settings().sources(), names, () -> session.await()
                    .engine()
                    .observe(ObserveRequest.listing("")));
            return ServiceEnds.open(session, view, names, sessions.settings().timing());
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
        Timing timing = sessions.settings().timing();
        Session session = sessions.open();
        try {
            ProjectView view = ProjectSearch.view(sessions.settings().sources(), query.names(), () -> session.await()
                    .engine()
                    .observe(ObserveRequest.listing("")));
            Mailbox<Message> mailbox = timing.mailbox();
            LogSources sources = new LogSources(session, view, query, notices, mailbox, timing);
            SecretMask mask = sources.open();
            return new ServiceLog(sources, mailbox, timing, mask, query.follow());
        } catch (RuntimeException | Error failure) {
            session.close();
            throw failure;
        }
    }
}
