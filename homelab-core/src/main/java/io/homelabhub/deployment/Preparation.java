package io.homelabhub.deployment;

import io.homelabhub.engine.Engine;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.PlanRunner;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.time.Duration;
import java.util.function.Function;

/** Makes plans ready to be applied, under the project's lock. */
public final class Preparation {
    private final Sessions sessions;
    private final HomelabSettings settings;
    private final Session session;

    /**
     * For one call.
     *
     * @param sessions from which a plan that is applied later opens one of its own
     * @param session in which the plan was made
     */
    public Preparation(Sessions sessions, Session session) {
        this.sessions = sessions;
        this.settings = sessions.settings();
        this.session = session;
    }

    /**
     * Makes {@code plan} ready.
     *
     * @param lockWait how long to wait for another deploy of the project to end
     * @param planning plans once more, when the lock is held
     */
    public PreparedPlan prepared(Plan plan, Terms terms, Duration lockWait, Function<OpenEngine, Plan> planning) {
        OpenEngine open = session.await();
        if (isSettled(plan, open.engine())) { // as if done at the moment when it was planned: no lock, no second look
            return new PreparedPlan(
                    plan,
                    open.info(),
                    (planned, cancellation) -> PlanRunner.nothingToDo(planned, settings.listener(), settings.timing()));
        }
        return new PreparedPlan(plan, open.info(), (planned, cancellation) -> {
            try (Session again = sessions.open()) {
                return new PlanApplication(settings, again.await(), cancellation)
                        .applyUnchanged(planned, terms, lockWait, planning);
            }
        });
    }

    /** Makes a plan ready that only adds what nobody else makes otherwise: it needs no lock, and no second look. */
    PreparedPlan preparedWithoutLock(Plan plan, Terms terms) {
        return new PreparedPlan(plan, session.await().info(), (planned, cancellation) -> {
            try (Session again = sessions.open()) {
                return new PlanApplication(settings, again.await(), cancellation).run(planned, terms);
            }
        });
    }

    /**
     * Whether nothing is to do, all that stays is well for all that is known, and nobody else is at it. A lock that was left
     * behind is something to do.
     */
    private static boolean isSettled(Plan plan, Engine engine) {
        return plan.isEmpty()
                && !plan.isDoubtful()
                && engine.lockHolder(plan.project()).isEmpty();
    }
}
