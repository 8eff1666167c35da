package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Warns of a changed variable that a database read when it was set up and does not read again: what it stored then, a
 * password say, does not change with the variable.
 */
final class StoredSettings {
    private static final String ENVIRONMENT = "environment.";

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
            if (change != null && change.verdict() == Verdict.RECREATE) {
                mounts(service).forEach(mount -> DatabaseImage.withDataAt(mount.target())
                        .map(image -> changed(change, image))
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

    private static String changed(Change change, DatabaseImage image) {
        return change.causes().stream()
                .map(Cause::differences)
                .flatMap(List::stream)
                .map(FieldDifference::path)
                .filter(path -> path.startsWith(ENVIRONMENT))
                .map(path -> path.substring(ENVIRONMENT.length()))
                .filter(image::readsOnce)
                .collect(Collectors.joining(", "));
    }

    private static String notice(DesiredService service, MountList.Entry mount, String variables) {
        return "%s: the database in %s %s was set up with the old %s and does not read it again; change it inside the database as well"
                .formatted(
                        service.name(), mount.type().equals("bind") ? "folder" : "volume", mount.source(), variables);
    }
}
