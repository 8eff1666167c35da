package io.homelabhub.planning;

import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.ResourceId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps services from being started on data that a restore has replaced by half: it is settled first. */
final class UnfinishedRestores {
    private final DesiredState desired;
    private final ObservedIndex observed;

    UnfinishedRestores(DesiredState desired, ObservedIndex observed) {
        this.desired = desired;
        this.observed = observed;
    }

    /** Refuses each service that mounts a volume whose content is being replaced. */
    void refuse(Verdicts verdicts) {
        Set<String> volumes = observed.containers().stream()
                .filter(note -> note.label(HomelabLabels.BACKUP_OF).equals(Optional.of(desired.project())))
                .flatMap(UnfinishedRestores::replaced)
                .collect(Collectors.toSet());
        if (volumes.isEmpty()) {
            return;
        }
        desired.services().forEach(service -> service.containers().stream()
                .flatMap(container -> new MountList(container.hostConfig()).mounts().stream())
                .filter(mount -> mount.type().equals("volume") && volumes.contains(mount.source()))
                .map(MountList.Entry::source)
                .distinct()
                .forEach(volume -> verdicts.refuse(
                        ResourceId.service(service.name()),
                        Cause.of(
                                Cause.Kind.HALF_RESTORED,
                                "volume " + volume + ": `homelab backup` or `homelab restore` settles it first"))));
    }

    private static Stream<String> replaced(ObservedContainer note) {
        return note.label(HomelabLabels.REPLACING).stream()
                .flatMap(pairs -> Stream.of(pairs.split(",")))
                .map(pair -> pair.substring(0, Math.max(0, pair.lastIndexOf('='))));
    }
}
