package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Action.RemoveImage;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.spelling.ImageName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which images go with services: as {@link RemovedImages} says, and none that another container uses. */
final class ImageRemovals {
    private final String project;
    private final RemovalOptions options;
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;

    ImageRemovals(String project, RemovalOptions options, ObservedIndex observed, StepDrafts steps, Verdicts verdicts) {
        this.project = project;
        this.options = options;
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
    }

    /**
     * Those that containers which go were made from, and those that the files name and the engine has: what was pulled or built may
     * not have been deployed.
     *
     * @param removals the containers that go, by id, and what removes them
     */
    void plan(Map<String, Draft> removals) {
        Map<String, List<ObservedContainer>> users = new TreeMap<>();
        options.described().forEach((service, description) -> {
            String reference = description.image().reference();
            if (options.services().contains(service)
                    && observed.image(reference).isPresent()
                    && isImageRemoved(service, reference)) {
                users.put(reference, new ArrayList<>());
            }
        });
        observed.containers().stream()
                .filter(container -> removals.containsKey(container.id()))
                .filter(container ->
                        isImageRemoved(ProjectContainers.serviceOf(container), LiveContainer.reference(container)))
                .forEach(
                        container -> users.computeIfAbsent(LiveContainer.reference(container), any -> new ArrayList<>())
                                .add(container));
        users.forEach((reference, containers) -> planImage(reference, containers, removals));
    }

    private boolean isImageRemoved(String service, String reference) {
        return switch (options.images()) {
            case NONE -> false;
            case ALL -> true;
            case LOCAL -> isNamedAfter(service, reference);
        };
    }

    /** Docker Compose 1 put another sign between the two. */
    private boolean isNamedAfter(String service, String reference) {
        String canonical = ImageName.canonical(reference);
        return Stream.of("-", "_")
                .map(sign -> project + sign + service)
                .map(ImageName::canonical)
                .anyMatch(canonical::equals);
    }

    private void planImage(String reference, List<ObservedContainer> users, Map<String, Draft> removals) {
        ResourceId resource = ResourceId.image(reference);
        Set<String> ids = users.stream().map(ObservedContainer::imageId).collect(Collectors.toSet());
        observed.image(reference).ifPresent(image -> ids.add(image.id()));
        Set<String> others = observed.containers().stream()
                .filter(container -> ids.contains(container.imageId()) && !removals.containsKey(container.id()))
                .map(ObservedContainer::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!others.isEmpty()) {
            verdicts.give(resource, Verdict.KEEP, Cause.of(Cause.Kind.NEEDED_BY, String.join(", ", others)));
            return;
        }
        verdicts.give(resource, Verdict.REMOVE, Cause.of(Cause.Kind.ASKED_FOR));
        Draft remove = steps.add(new RemoveImage(reference), resource);
        users.forEach(user -> remove.after(Optional.ofNullable(removals.get(user.id()))));
    }
}
