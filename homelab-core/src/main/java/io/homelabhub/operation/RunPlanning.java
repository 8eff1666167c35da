package io.homelabhub.operation;

import io.homelabhub.compose.ComposeJob;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.deployment.OneOff;
import io.homelabhub.deployment.PlanMaking;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        ProjectDefinition definition = DefinitionLoader.loadToRun(sources, request.service());
        String service = definition.requireService(request.service());
        Optional<ComposeJob> job = Optional.ofNullable(definition.jobs().get(service));
        job.ifPresent(this::requireAllowed);
        Slug slug = Slug.fresh();
        OneOffContainer container = new OneOffContainer(
                request.changes().name().orElse(definition.project() + "-" + service + "-run-" + slug.start()), slug);
        OneOff oneOff = new OneOff(
                request.service(),
                container.name(),
                sources.withOverride(RunOverride.of(
                        job.isPresent() ? "jobs" : "services", service, request, sources.workingDirectory())),
                described -> alone(described, container, job));
        return new PreparedRun(
                sessions,
                request,
                container.name(),
                new PlanMaking(sessions, session).oneOff(request.deploy(), oneOff));
    }

    /** What it needs, without a container for itself. */
    PreparedPlan needs() {
        DefinitionSources sources = sessions.settings().sources();
        ProjectDefinition definition = DefinitionLoader.loadToRun(sources, request.service());
        String name = definition.project() + "-" + definition.requireService(request.service()) + "-needs";
        OneOff nothing = new OneOff(request.service(), name, sources, described -> described.absent(name));
        return new PlanMaking(sessions, session).oneOff(request.deploy(), nothing);
    }

    private DesiredService alone(DesiredService described, OneOffContainer container, Optional<ComposeJob> job) {
        ContainerSpec alone = container.of(described.containers().get(0), request);
        Map<String, String> labels = new TreeMap<>(alone.labels());
        job.ifPresent(ran -> labels.putAll(labels(ran)));
        return described.alone(alone.withLabels(labels));
    }

    private Map<String, String> labels(ComposeJob job) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(HomelabLabels.JOB, job.name());
        labels.put(HomelabLabels.JOB_BY, sessions.settings().operatorName());
        job.options().timeout().ifPresent(timeout -> labels.put(HomelabLabels.JOB_TIMEOUT, timeout.toString()));
        return labels;
    }

    /** What says that nobody runs it by hand is run only when it is due. */
    private void requireAllowed(ComposeJob job) {
        if (!job.triggers().manual() && !request.changes().labels().containsKey(HomelabLabels.JOB_DUE)) {
            throw new InvalidInputException(List.of(Problem.error(
                            job.workload().locationOf("triggers.manual"),
                            "jobs." + job.name() + ".triggers.manual",
                            "the job says manual: false, so it is not run by hand")
                    .withSuggestion("remove manual: false")));
        }
    }
}
