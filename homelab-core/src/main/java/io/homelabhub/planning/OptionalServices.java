package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ResourceId;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Knows what a deploy can do without: the services for whose end others wait, however they end, and nobody for their
 * success, unless they were asked for by name; and the images that only such services use.
 */
final class OptionalServices {
    private final Set<ResourceId> resources = new TreeSet<>();

    /** @param named the services that were asked for by their own names */
    OptionalServices(DesiredState desired, Collection<Draft> steps, Set<String> named) {
        steps.forEach(step -> resources.addAll(step.resourcesAwaitedToTheirEnd()));
        steps.forEach(step -> resources.removeAll(step.resourcesNeeded()));
        named.forEach(service -> resources.remove(ResourceId.service(service)));
        desired.services().stream().filter(this::isOptional).forEach(service -> images(service)
                .forEach(resources::add));
        desired.services().stream().filter(service -> !isOptional(service)).forEach(service -> images(service)
                .forEach(resources::remove));
    }

    private boolean isOptional(DesiredService service) {
        return resources.contains(ResourceId.service(service.name()));
    }

    private static Stream<ResourceId> images(DesiredService service) {
        return service.images().stream().map(image -> ResourceId.image(image.reference()));
    }

    Set<ResourceId> resources() {
        return resources;
    }
}
