package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Warns of a changed variable that a database read when it was set up and does not read again, or of the file that one names:
 * what it stored then, a password say, does not change with them.
 */
final class StoredSettings {
    private static final String ENVIRONMENT = "environment.";
    private static final Set<Verdict> NEW_START = Set.of(Verdict.RECREATE, Verdict.RESTART);

    private final ObservedIndex observed;
    private final VolumePlanning volumes;

    StoredSettings(ObservedIndex observed, VolumePlanning volumes) {
        this.observed = observed;
        this.volumes = volumes;
    }

    List<String> notices(DesiredState desired, List<Change> changes) {
        Map<ResourceId, Change> byResource = new LinkedHashMap<>();
        changes.forEach(change -> byResource.put(change.resource(), change));
        List<String> notices = new ArrayList<>();
        for (DesiredService service : desired.services()) {
            Change change = byResource.get(ResourceId.service(service.name()));
            if (change != null && NEW_START.contains(change.verdict())) {
                mounts(service).forEach(mount -> DatabaseImage.withDataAt(mount.target())
                        .map(image -> changed(service, change, image))
                        .filter(variables -> !variables.isEmpty())
                        .ifPresent(variables -> notices.add(notice(service, mount, variables))));
            }
        }
        return notices.stream().distinct().toList();
    }

    private List<MountList.Entry> mounts(DesiredService service) {
        return service.containers().stream()
                .flatMap(container -> new MountList(container.hostConfig()).mounts().stream())
                .filter(this::outlivesTheContainer)
                .toList();
    }

    private boolean outlivesTheContainer(MountList.Entry mount) {
        return mount.type().equals("bind")
                || (observed.volume(mount.source()).isPresent() && !volumes.isRecreated(mount.source()));
    }

    private static String changed(DesiredService service, Change change, DatabaseImage image) {
        List<FieldDifference> differences = change.causes().stream()
                .flatMap(cause -> cause.differences().stream())
                .toList();
        Stream<String> variables = differences.stream()
                .map(FieldDifference::path)
                .filter(path -> path.startsWith(ENVIRONMENT))
                .map(path -> path.substring(ENVIRONMENT.length()));
        Stream<String> files = service.containers().stream().flatMap(container -> changedFiles(container, differences));
        return Stream.concat(variables, files)
                .filter(image::readsOnce)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The variables that name a file in the container whose content differs. */
    private static Stream<String> changedFiles(ContainerSpec container, List<FieldDifference> differences) {
        return container.config().strings("Env").stream()
                .map(variable -> variable.split("=", 2))
                .filter(sides -> sides.length == 2 && sides[0].endsWith(DatabaseImage.IN_A_FILE))
                .filter(sides -> places(container, sides[1]).anyMatch(place -> differences.stream()
                        .anyMatch(difference -> ContentDigests.isOf(place, difference))))
                .map(sides -> sides[0]);
    }

    /** What may stand at {@code path} of the container: a bound file, or the secret or config of that name. */
    private static Stream<String> places(ContainerSpec container, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        Stream<String> bound = new MountList(container.hostConfig())
                .mounts().stream().filter(mount -> mount.target().equals(path)).map(MountList.Entry::source);
        return Stream.concat(bound, Stream.of("secrets." + name, "configs." + name));
    }

    private static String notice(DesiredService service, MountList.Entry mount, String variables) {
        return "%s: the database in %s %s was set up with the old %s and does not read it again; change it inside the database as well"
                .formatted(
                        service.name(), mount.type().equals("bind") ? "folder" : "volume", mount.source(), variables);
    }
}
