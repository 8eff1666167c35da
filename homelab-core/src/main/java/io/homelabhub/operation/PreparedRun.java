package io.homelabhub.operation;

import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.AttachRequest;
import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.plan.Action;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;

/** A service that is about to run once. Its plan is applied first, then it is started, once. Holds no connection of its own. */
public final class PreparedRun {
    private final Sessions sessions;
    private final RunRequest request;
    private final String container;
    private final PreparedPlan preparation;

    PreparedRun(Sessions sessions, RunRequest request, String container, PreparedPlan preparation) {
        this.sessions = sessions;
        this.request = request;
        this.container = container;
        this.preparation = preparation;
    }

    /** The name of the container. */
    public String container() {
        return container;
    }

    /** Deploys what the service needs and creates the container. Where it needs nothing else, that takes no lock. */
    public PreparedPlan preparation() {
        return preparation;
    }

    /**
     * Joins the container's streams and starts it, with an engine of its own until the session is closed. What cannot be started is
     * removed again if the request says that it does not stay.
     *
     * @return to be closed
     * @throws io.homelabhub.engine.EngineException {@code NOT_FOUND} if the plan was not applied, {@code REJECTED} if the engine cannot
     *     start it, as without such a program
     */
    public OneOffSession start() {
        Session session = sessions.open();
        try {
            Engine engine = session.await().engine();
            ContainerSession streams =
                    engine.attach(container, request.input() ? AttachRequest.OUTPUT.withInput() : AttachRequest.OUTPUT);
            start(engine);
            request.terminal().ifPresent(streams::resize);
            return new OneOffSession(session, streams, container, request.remove());
        } catch (RuntimeException | Error failure) {
            session.close();
            throw failure;
        }
    }

    /** Starts the container and leaves it to itself; fails as {@link #start} does. */
    public void startDetached() {
        try (Session session = sessions.open()) {
            start(session.await().engine());
        }
    }

    private void start(Engine engine) {
        try {
            Effect unused = engine.perform(new Action.StartContainer(container), ActionProgress.NONE);
        } catch (RuntimeException | Error failure) {
            if (request.remove()) {
                removeAgain(engine, failure);
            }
            throw failure;
        }
    }

    private void removeAgain(Engine engine, Throwable failure) {
        try {
            Effect unused = engine.perform(new Action.RemoveContainer(container, true), ActionProgress.NONE);
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }
}
