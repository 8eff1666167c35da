package io.homelabhub.status;

import io.homelabhub.definition.ProjectSearch;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be seen of a project on an engine. Plans nothing. */
public final class ProjectLook {
    private final HomelabSettings settings;
    private final Session session;

    /**
     * For one call.
     *
     * @param session awaited only when the engine is needed, so that files are read meanwhile
     */
    public ProjectLook(HomelabSettings settings, Session session) {
        this.settings = settings;
        this.session = session;
    }

    private ProjectView view(List<String> names) {
        return ProjectSearch.view(
                settings.sources(), names, () -> session.await().engine().observe(ObserveRequest.listing("")));
    }

    /** How it stands, as {@code HomelabRuntime.status} has it. */
    public ProjectStatus status(List<String> names) {
        return seen(names).status();
    }

    /** How it stands, again and again, as {@code HomelabRuntime.watchStatus} has it. Closing it closes the session. */
    public StatusWatch watch(List<String> names) {
        ProjectView view = view(names);
        List<String> wanted = names.isEmpty() ? List.of() : view.selector().members(names);
        return new StatusWatch(session, view, wanted, settings.timing());
    }

    /** Whether it is well, as {@code HomelabRuntime.health} has it. */
    public ProjectHealth health(List<String> names) {
        Seen seen = seen(names);
        ProjectStatus status = names.isEmpty() ? seen.status().deployed() : seen.status();
        return new HealthChecker(seen.view(), seen.mask(), engine(), settings.prober())
                .of(status, settings.atOnce(), settings.timing());
    }

    /** @param mask hides the secrets of the files, and those that containers were made with before */
    private record Seen(ProjectView view, ProjectStatus status, SecretMask mask) {}

    private Seen seen(List<String> names) {
        ProjectView view = view(names);
        List<String> wanted = names.isEmpty() ? List.of() : view.selector().members(names);
        OpenEngine open = session.await();
        ObservedState observed = open.engine().observe(new ObserveRequest(view.project(), Set.of(), true));
        ProjectStatus all =
                StatusReader.of(view, open, observed, settings.timing().now());
        SecretMask mask = view.maskWith(observed);
        return new Seen(view, names.isEmpty() ? all : all.only(wanted), mask);
    }

    /** Who deploys it at present. */
    public Optional<LockHolder> lockHolder() {
        return engine().lockHolder(view(List.of()).project());
    }

    /** Takes the lock from {@code holder}; false if they no longer held it. */
    public boolean releaseLock(LockHolder holder) {
        return engine().releaseLock(view(List.of()).project(), holder) == Effect.DONE;
    }

    private Engine engine() {
        return session.await().engine();
    }
}
