package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.secret.SensitiveNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Warns of a secret that changes in a service with a volume that stays: what a database stored at its first start does not
 * change with a variable.
 */
final class StoredSecrets {
    private static final String ENVIRONMENT = "environment.";

    private final ObservedIndex observed;

    StoredSecrets(ObservedIndex observed) {
        this.observed = observed;
    }

    List<String> notices(DesiredState desired, List<Change> changes) {
        Map<ResourceId, Change> byResource = new LinkedHashMap<>();
        changes.forEach(change -> byResource.put(change.resource(), change));
        List<String> notices = new ArrayList<>();
        for (DesiredService service : desired.services()) {
            Change change = byResource.get(ResourceId.service(service.name()));
            if (change != null && change.verdict() == Verdict.RECREATE) {
                notice(service, change, notices);
            }
        }
        return notices;
    }

    private void notice(DesiredService service, Change change, List<String> notices) {
        String variables = change.causes().stream()
                .map(Cause::differences)
                .flatMap(List::stream)
                .map(FieldDifference::path)
                .filter(path -> path.startsWith(ENVIRONMENT))
                .map(path -> path.substring(ENVIRONMENT.length()))
                .filter(SensitiveNames::isSensitive)
                .collect(Collectors.joining(", "));
        String volumes = service.containers().stream()
                .flatMap(container -> new MountList(container.hostConfig()).mounts().stream())
                .filter(mount -> mount.type().equals("volume"))
                .map(MountList.Entry::source)
                .filter(name -> observed.volume(name).isPresent())
                .distinct()
                .collect(Collectors.joining(", "));
        if (!variables.isEmpty() && !volumes.isEmpty()) {
            notices.add(
                    service.name() + ": " + variables + " changes, but volume " + volumes
                            + " stays as it is; a database goes on with the password stored there until it is changed inside it");
        }
    }
}
