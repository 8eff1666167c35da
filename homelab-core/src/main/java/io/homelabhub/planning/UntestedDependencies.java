package io.homelabhub.planning;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.graph.Condition;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Cause;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Knows who is to wait until another is healthy, which nothing tests. Which tests an image brings along is known only where
 * the engine has it and it is not fetched.
 */
final class UntestedDependencies {
    private final DesiredState desired;
    private final ObservedIndex observed;
    private final Map<String, DesiredService> services = new HashMap<>();

    UntestedDependencies(DesiredState desired, ObservedIndex observed) {
        this.desired = desired;
        this.observed = observed;
        desired.services().forEach(service -> services.put(service.name(), service));
    }

    /** One for each that goes on all the same, as far as it is known which tests images bring along. */
    List<String> notices() {
        return desired.services().stream()
                .flatMap(service -> service.dependencies().stream()
                        .filter(UntestedDependencies::isOptional)
                        .flatMap(dependency -> Stream.ofNullable(services.get(dependency.service())))
                        .filter(this::isUntested)
                        .map(other -> service.name() + " is to wait until " + other.name() + " is healthy, but "
                                + other.name() + " has no health test; it starts once " + other.name() + " runs"))
                .toList();
    }

    /** Why a service that is about to start never could. */
    List<Cause> refusals(DesiredService service, AwaitedConditions conditions, ImagePlanning images) {
        return service.dependencies().stream()
                .filter(DesiredDependency::required)
                .filter(dependency -> dependency.conditions().contains(Condition.HEALTHY))
                .filter(dependency -> conditions.of(dependency.service()) == Await.Condition.HEALTHY)
                .flatMap(dependency -> Stream.ofNullable(services.get(dependency.service())))
                .filter(other -> isSwitchedOff(other) || (isUntested(other) && !images.isFetched(other)))
                .map(other -> Cause.of(Cause.Kind.NO_HEALTH_TEST, other.name()))
                .toList();
    }

    private static boolean isOptional(DesiredDependency dependency) {
        return !dependency.required() && dependency.conditions().contains(Condition.HEALTHY);
    }

    private boolean isUntested(DesiredService service) {
        return service.containers().stream().limit(1).anyMatch(this::isUntested);
    }

    private boolean isUntested(ContainerSpec wanted) {
        List<String> asked = wanted.config().object("Healthcheck").strings("Test");
        Optional<ApiObject> image = observed.image(wanted.image())
                .flatMap(ObservedImage::inspection)
                .map(inspection -> inspection.object("Config"));
        boolean imageHasNone = image.filter(
                        config -> config.object("Healthcheck").strings("Test").isEmpty())
                .isPresent();
        return asked.isEmpty() ? imageHasNone : isSwitchedOff(wanted);
    }

    private static boolean isSwitchedOff(DesiredService service) {
        return service.containers().stream().limit(1).anyMatch(UntestedDependencies::isSwitchedOff);
    }

    private static boolean isSwitchedOff(ContainerSpec wanted) {
        return wanted.config().object("Healthcheck").strings("Test").stream()
                .findFirst()
                .filter("NONE"::equals)
                .isPresent();
    }
}
