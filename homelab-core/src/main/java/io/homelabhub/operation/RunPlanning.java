package io.homelabhub.operation;

import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.deployment.OneOff;
import io.homelabhub.deployment.PlanMaking;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.util.List;

/** Plans to run a service once, for one call. */
final class RunPlanning {
    private final Sessions sessions;
    private final Session session;
    private final RunRequest request;

    RunPlanning(Sessions sessions, Session session, RunRequest request) {
        this.sessions = sessions;
        this.session = session;
        this.request = request;
    }

    PreparedRun prepared() {
        DefinitionSources sources = sessions.settings().sources();
        ProjectDefinition definition = DefinitionLoader.load(sources, List.of(request.service()));
        String service = definition.requireService(request.service());
        Slug slug = Slug.fresh();
        OneOffContainer container = new OneOffContainer(
                request.changes().name().orElse(definition.project() + "-" + service + "-run-" + slug.start()), slug);
        OneOff oneOff = new OneOff(
                request.service(),
                container.name(),
                sources.withOverride(RunOverride.of(service, request, sources.workingDirectory())),
                described -> alone(described, container));
        return new PreparedRun(
                sessions,
                request,
                container.name(),
                new PlanMaking(sessions, session).oneOff(request.deploy(), oneOff));
    }

    private DesiredService alone(DesiredService described, OneOffContainer container) {
        return described.alone(container.of(described.containers().get(0), request));
    }
}
