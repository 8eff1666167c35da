package io.homelabhub.develop;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PlanMaking;
import io.homelabhub.operation.LifecycleRequest;
import io.homelabhub.operation.ServiceOperations;
import io.homelabhub.plan.Change;
import io.homelabhub.planning.Build;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.time.Duration;
import java.util.List;

/** Brings services up with new images, or up again, and nothing that they need along. */
final class Rebuild {
    /** Whoever deploys the project at the moment is done sooner or later. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Sessions sessions;

    Rebuild(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Builds images and recreates the containers that have got another one. Nothing that loses data is done. */
    void deploy(List<String> services) {
        DeployRequest request = DeployRequest.of(services)
                .withDependencies(false)
                .withBuild(Build.ALWAYS)
                .withLockWait(PATIENCE);
        try (Session session = sessions.open()) {
            ApplyResult unused = new PlanMaking(sessions, session)
                    .deployNow(
                            request, plan -> plan.changes().stream().noneMatch(Change::losesData), new Cancellation())
                    .orThrow();
        }
    }

    void restart(String service) {
        LifecycleRequest request =
                LifecycleRequest.restart(List.of(service)).withAlone(true).withLockWait(PATIENCE);
        ApplyResult unused = new ServiceOperations(sessions).plan(request).apply();
    }
}
