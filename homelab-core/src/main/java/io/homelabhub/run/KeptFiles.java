package io.homelabhub.run;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Action.CreateContainer;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verb;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.FileContent;
import io.homelabhub.resource.HomelabLabels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is read out of containers before they are removed, where taking that back makes them again: the files that were put
 * into them when they were made. No engine tells these afterwards, and the files of the project may say something else by now.
 */
final class KeptFiles {
    /** What is made again, by the id of what is removed. */
    private final Map<String, ContainerSpec> again = new HashMap<>();

    private final Map<String, List<FileContent>> kept = new ConcurrentHashMap<>();

    KeptFiles(Plan plan) {
        for (Step step : plan.steps()) {
            step.work().container(Verb.REMOVE).ifPresent(removed -> step.undo().stream()
                    .flatMap(undo -> spec(undo).stream())
                    .filter(spec -> spec.labels().containsKey(HomelabLabels.FILES))
                    .forEach(spec -> again.put(removed, spec)));
        }
    }

    private static Optional<ContainerSpec> spec(Action undo) {
        return undo.as(CreateContainer.class).map(CreateContainer::container);
    }

    /**
     * Reads what {@code action} is about to remove; once. On the thread of the call.
     *
     * @throws EngineException if it cannot be read: the container must not go then
     */
    void before(Engine engine, Action action) {
        action.container(Verb.REMOVE).ifPresent(removed -> Optional.ofNullable(again.get(removed))
                .ifPresent(spec -> read(engine, removed, spec)));
    }

    private void read(Engine engine, String removed, ContainerSpec spec) {
        List<String> paths =
                spec.labels().getOrDefault(HomelabLabels.FILES, "").lines().toList();
        try {
            kept.computeIfAbsent(spec.name(), name -> engine.files(removed, paths));
        } catch (EngineException failure) {
            if (failure.kind() != EngineException.Kind.NOT_FOUND) {
                throw failure;
            }
        }
    }

    /** What takes a step back, with the files that were read. */
    Action restoring(Action undo) {
        return spec(undo)
                .filter(spec -> kept.containsKey(spec.name()))
                .<Action>map(spec -> new CreateContainer(spec.withFiles(kept.getOrDefault(spec.name(), List.of()))))
                .orElse(undo);
    }
}
