package io.homelabhub.operation;

import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.deployment.Preparation;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.Terms;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.plan.Plan;
import io.homelabhub.planning.PruneOptions;
import io.homelabhub.planning.PrunePlanner;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.OnFailure;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Plans to remove what a project has left behind, for one call. Only files that can be used say what is wanted. */
final class PrunePlanning {
    private final Sessions sessions;
    private final Session session;
    private final PruneRequest request;

    PrunePlanning(Sessions sessions, Session session, PruneRequest request) {
        this.sessions = sessions;
        this.session = session;
        this.request = request;
    }

    PreparedPlan prepared() {
        ProjectDefinition definition = DefinitionLoader.load(sessions.settings().sources(), List.of());
        ApplyOptions options = new ApplyOptions(sessions.settings().atOnce(), OnFailure.KEEP, request.within());
        Terms terms = new Terms(ProjectView.of(definition).mask(), options);
        return new Preparation(sessions, session)
                .prepared(
                        plan(definition, session.await()), terms, request.lockWait(), again -> plan(definition, again));
    }

    private Plan plan(ProjectDefinition definition, OpenEngine open) {
        Set<String> services = new TreeSet<>(definition.compose().services().keySet());
        services.addAll(definition.compose().disabledServices().keySet());
        services.addAll(definition.jobs().keySet());
        definition.graph().vertices().forEach(service -> services.add(definition.composeName(service)));
        PruneOptions options = new PruneOptions(
                services,
                definition.networks(),
                new TreeSet<>(ProjectView.of(definition).volumes().values()),
                open.engine().unnamedImages(definition.project()),
                request.volumes());
        return PrunePlanner.plan(
                definition.project(),
                open.engine().observe(ObserveRequest.listing(definition.project())),
                options,
                List.of());
    }
}
