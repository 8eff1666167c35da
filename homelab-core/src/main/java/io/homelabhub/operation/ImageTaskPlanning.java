package io.homelabhub.operation;

import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.deployment.Preparation;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.Terms;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.graph.Follow;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Plan;
import io.homelabhub.planning.ImageTaskPlanner;
import io.homelabhub.problem.Problem;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.OnFailure;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Plans to pull, build or push images of services, for one call. */
final class ImageTaskPlanning {
    private final Sessions sessions;
    private final HomelabSettings settings;
    private final Session session;
    private final ImageRequest request;

    ImageTaskPlanning(Sessions sessions, Session session, ImageRequest request) {
        this.sessions = sessions;
        this.settings = sessions.settings();
        this.session = session;
        this.request = request;
    }

    PreparedPlan prepared() {
        ProjectDefinition definition = DefinitionLoader.load(settings.sources(), request.names());
        List<String> services = services(definition);
        definition.requireUsable(services);
        DesiredState desired = definition.desired(services, definition.translation(Map.of()));
        List<String> notices =
                definition.warningsOn(services).stream().map(Problem::toString).toList();
        Terms terms = new Terms(desired.mask(), new ApplyOptions(settings.atOnce(), OnFailure.KEEP, request.within()));
        return new Preparation(sessions, session)
                .prepared(
                        plan(desired, session.await(), notices),
                        terms,
                        request.lockWait(),
                        again -> plan(desired, again, notices));
    }

    private List<String> services(ProjectDefinition definition) {
        Set<String> asked = definition.selector().deployment(request.names()).asked();
        return definition.ordered(
                request.withDependencies() ? definition.graph().closure(asked, Follow.REQUIRED) : asked);
    }

    private Plan plan(DesiredState desired, OpenEngine open, List<String> notices) {
        Set<String> images = new TreeSet<>();
        desired.services().stream()
                .flatMap(service -> service.images().stream())
                .forEach(image -> images.add(image.reference()));
        ObservedState there = open.engine().observe(new ObserveRequest(desired.project(), images, true));
        Set<String> questions = ImageTaskPlanner.questions(desired, request.options());
        ObservedState observed =
                questions.isEmpty() ? there : there.withRegistry(open.engine().askRegistries(questions));
        return ImageTaskPlanner.plan(desired, observed, request.options(), request.operation(), notices);
    }
}
