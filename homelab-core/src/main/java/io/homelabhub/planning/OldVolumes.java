package io.homelabhub.planning;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.OldData;
import io.homelabhub.resource.ContainerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds volumes with a database that was set up earlier. How much earlier does not count: the time that engines give for a volume
 * is that of the last change in its folder.
 */
public final class OldVolumes {
    private final DesiredState desired;
    private final ObservedIndex observed;
    private final Predicate<String> isRecreated;

    /** @param isRecreated whether a volume is made anew, by its name, and so has nothing stored */
    OldVolumes(DesiredState desired, ObservedIndex observed, Predicate<String> isRecreated) {
        this.desired = desired;
        this.observed = observed;
        this.isRecreated = isRecreated;
    }

    /** Those of the services of {@code desired}, as far as {@code state} shows. */
    public static List<OldData> of(DesiredState desired, ObservedState state) {
        return new OldVolumes(desired, new ObservedIndex(desired.project(), state), volume -> false).find();
    }

    List<OldData> find() {
        return desired.services().stream()
                .flatMap(service ->
                        service.containers().stream().limit(1).flatMap(container -> find(service, container)))
                .toList();
    }

    private Stream<OldData> find(DesiredService service, ContainerSpec container) {
        return new MountList(container.hostConfig())
                .mounts().stream()
                        .filter(mount -> mount.type().equals("volume"))
                        .flatMap(mount -> DatabaseImage.withDataAt(mount.target())
                                .flatMap(image -> old(service, container, mount.source(), image))
                                .stream());
    }

    private Optional<OldData> old(DesiredService service, ContainerSpec container, String volume, DatabaseImage image) {
        List<String> variables = container.config().strings("Env").stream()
                .map(variable -> variable.split("=", 2)[0])
                .filter(image::readsOnce)
                .distinct()
                .toList();
        boolean isOld = observed.volume(volume).isPresent() && !isRecreated.test(volume);
        return isOld && !variables.isEmpty()
                ? Optional.of(new OldData(
                        service.name(),
                        volume,
                        variables,
                        observed.of(service.name()).isEmpty(),
                        dependants(service.name()),
                        image.cure(container.name())))
                : Optional.empty();
    }

    private Set<String> dependants(String service) {
        Set<String> found = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(service));
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            desired.services().stream()
                    .filter(other -> needs(other, next) && found.add(other.name()))
                    .forEach(other -> open.add(other.name()));
        }
        return found;
    }

    private static boolean needs(DesiredService service, String other) {
        return service.dependencies().stream().map(DesiredDependency::service).anyMatch(other::equals);
    }
}
