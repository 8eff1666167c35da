package io.homelabhub.look;

import io.homelabhub.definition.ProjectSearch;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.Session;
import java.util.List;
import java.util.Set;

/**
 * What one look is about.
 *
 * @param view what is known of the project, from its files or from labels
 * @param engine who is asked
 * @param observed all that the engine has
 * @param ours the project's containers
 * @param containers those that were asked for, by name
 */
record Scope(
        ProjectView view,
        Engine engine,
        ObservedState observed,
        ProjectContainers ours,
        List<ObservedContainer> containers) {
    /**
     * Finds the project and its containers.
     *
     * @param names services, groups or patterns; none for all that have containers
     * @param inspect whether the containers are looked at closely
     */
    static Scope of(HomelabSettings settings, Session session, List<String> names, boolean inspect) {
        ProjectView view = ProjectSearch.view(
                settings.sources(), names, () -> session.await().engine().observe(ObserveRequest.listing("")));
        Engine engine = session.await().engine();
        ObservedState observed = engine.observe(new ObserveRequest(view.project(), Set.of(), inspect));
        ProjectContainers ours = ProjectContainers.of(view.project(), observed);
        return new Scope(view, engine, observed, ours, view.containersOf(names, ours));
    }

    /** The service's name in the catalog, else in the Compose files. */
    String service(ObservedContainer container) {
        return view.catalogName(ProjectContainers.serviceOf(container));
    }

    /** Hides the secrets of the files, and those that the containers were made with, if these were looked at closely. */
    SecretMask mask() {
        return view.maskWith(observed);
    }

    <T> Look<T> look(List<T> items) {
        return new Look<>(view.project(), items, view.problems());
    }
}
