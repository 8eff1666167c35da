package io.homelabhub.job;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.operation.ServiceOperations;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import io.homelabhub.time.Timing;
import java.util.Optional;

/**
 * One project on one engine, while something is done with its jobs. Thread-safe.
 *
 * @param sessions for what opens an engine of its own
 * @param session kept open by whoever made this
 * @param project the Compose project
 */
record JobSite(Sessions sessions, Session session, String project) {
    Engine engine() {
        return session.await().engine();
    }

    Timing timing() {
        return sessions.settings().timing();
    }

    ServiceOperations services() {
        return new ServiceOperations(sessions);
    }

    RunEnd end() {
        return new RunEnd(engine(), project, timing());
    }

    /** As it is now. */
    JobHistory history() {
        return JobHistory.of(project, engine().observe(ObserveRequest.listing(project)));
    }

    /** A run, looked at closely; empty if it is gone. */
    Optional<JobRun> run(ObservedContainer container) {
        return engine().status(container.id()).map(status -> JobRun.of(container, status));
    }

    /** The run in the container of this name or id; empty if there is none. */
    Optional<JobRun> run(String container) {
        return engine().observe(ObserveRequest.listing(project)).containers().stream()
                .filter(ObservedContainer::isJobRun)
                .filter(each -> each.name().equals(container) || each.id().equals(container))
                .findFirst()
                .flatMap(this::run);
    }
}
