package io.homelabhub;

import io.homelabhub.EngineOpening.OpenEngine;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.OldData;
import io.homelabhub.planning.OldVolumes;
import io.homelabhub.problem.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be seen of a project on an engine. Plans nothing. */
final class ProjectLook {
    private final HomelabSettings settings;
    private final EngineOpening opening;

    /** @param opening awaited only when the engine is needed, so that files are read meanwhile */
    ProjectLook(HomelabSettings settings, EngineOpening opening) {
        this.settings = settings;
        this.opening = opening;
    }

    /** What is known of the project: from its files, or where they cannot be used from its containers. */
    ProjectView view(List<String> names) {
        try {
            return ProjectView.of(DefinitionLoader.load(settings.sources(), names));
        } catch (InvalidInputException broken) {
            ObservedState observed = observe(engine(), "");
            return new ProjectSearch(settings.sources(), observed).find(broken);
        }
    }

    ProjectStatus status(List<String> names) {
        return status(view(names), names);
    }

    ProjectHealth health(List<String> names) {
        ProjectView view = view(names);
        ProjectStatus status = status(view, names);
        return new HealthReading(view, engine(), settings.prober())
                .of(names.isEmpty() ? status.deployed() : status, settings.atOnce(), settings.timing());
    }

    private ProjectStatus status(ProjectView view, List<String> names) {
        List<String> wanted = names.isEmpty() ? List.of() : view.selector().members(names);
        OpenEngine open = opening.await();
        ObservedState observed = open.engine().observe(new ObserveRequest(view.project(), Set.of(), true));
        ProjectStatus all =
                StatusReading.of(view, open.info(), observed, settings.timing().now());
        return names.isEmpty() ? all : all.only(wanted);
    }

    Optional<LockHolder> lockHolder() {
        return engine().lockHolder(view(List.of()).project());
    }

    boolean releaseLock(LockHolder holder) {
        return engine().releaseLock(view(List.of()).project(), holder) == Effect.DONE;
    }

    List<OldData> oldData() {
        DeployRequest all = DeployRequest.of(List.of("all"));
        DeploySelection selection =
                DeploySelection.of(DefinitionLoader.load(settings.sources(), all.names()), all, Set.of());
        DesiredState desired = selection.definition().desired(selection.services(), selection.translation());
        return OldVolumes.of(desired, engine().observe(selection.toObserve()));
    }

    private Engine engine() {
        return opening.await().engine();
    }

    /** What the engine lists of {@code project}, without a close look at its containers. */
    static ObservedState observe(Engine engine, String project) {
        return engine.observe(new ObserveRequest(project, Set.of(), false));
    }
}
