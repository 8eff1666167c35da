package io.homelabhub.backup;

import io.homelabhub.backup.BackupPlan.Group;
import io.homelabhub.backup.store.Standstill;
import io.homelabhub.desired.BackupPolicy.Quiesce;
import io.homelabhub.engine.EngineException;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.HomelabLabels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lets services stand still, and lets them go on whatever happens. Who stands still is written on the container through which their
 * volumes are read: what a process that was killed has left is put right by the next one, from the engine alone.
 */
final class Standstills {
    private final Site site;
    private final Services services;
    private final String project;

    Standstills(Site site, Services services, String project) {
        this.site = site;
        this.services = services;
        this.project = project;
    }

    /** Work with volumes that stand still. */
    @FunctionalInterface
    interface Work {
        void with(VolumeHelper volumes);
    }

    /** Does {@code work} while the writers of a group stand still; tells for how long they did, if any. */
    Optional<Standstill> during(Group group, Work work) {
        List<String> paused = group.quiesce() == Quiesce.PAUSE ? running(group.writers()) : List.of();
        Set<String> stopped = group.quiesce() == Quiesce.STOP ? services.up(group.writers()) : Set.of();
        Map<String, String> labels = new TreeMap<>();
        if (!paused.isEmpty()) {
            labels.put(HomelabLabels.PAUSED, String.join(",", paused));
        }
        if (!stopped.isEmpty()) {
            labels.put(HomelabLabels.STOPPED, String.join(",", stopped));
        }
        List<String> names =
                group.volumes().stream().map(BackupPlan.Volume::name).toList();
        try (VolumeHelper helper = VolumeHelper.create(site, project, group.image(), names, false, labels)) {
            Instant from = site.now();
            Duration begun = site.timing().elapsed();
            try {
                paused.forEach(id -> site.perform(new Action.PauseContainer(id)));
                services.stop(stopped);
                work.with(helper);
            } finally {
                paused.forEach(this::goOn);
                services.start(stopped);
            }
            return group.writers().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Standstill(
                            group.writers(),
                            group.quiesce() == Quiesce.PAUSE ? "paused" : "stopped",
                            from,
                            site.timing().elapsed().minus(begun)));
        }
    }

    private List<String> running(List<String> names) {
        ProjectContainers ours = ProjectContainers.of(project, services.observe());
        return names.stream()
                .flatMap(name -> ours.of(name).stream())
                .filter(container -> container.state() == ContainerState.RUNNING)
                .map(ObservedContainer::id)
                .toList();
    }

    /** One that does not stand still has nothing to go on with. */
    private void goOn(String container) {
        try {
            site.perform(new Action.UnpauseContainer(container));
        } catch (EngineException failure) {
            if (failure.kind() != EngineException.Kind.CONFLICT && failure.kind() != EngineException.Kind.NOT_FOUND) {
                throw failure;
            }
        }
    }

    /** Puts right what a run has left that was killed. Tells what. */
    List<String> comeBack() {
        List<String> told = new ArrayList<>();
        List<ObservedContainer> all = services.observe().containers();
        for (ObservedContainer left : all) {
            if (left.label(HomelabLabels.BACKUP_OF).equals(Optional.of(project))) {
                putBack(left, told);
            }
        }
        for (ObservedContainer left : all) {
            if (!left.label(HomelabLabels.BACKUP_OF).equals(Optional.of(project))) {
                continue;
            }
            words(left, HomelabLabels.PAUSED).forEach(this::goOn);
            Set<String> stopped = new TreeSet<>(words(left, HomelabLabels.STOPPED));
            services.start(stopped);
            site.perform(new Action.RemoveContainer(left.id(), true));
            told.add("an earlier run was cut short: what it had " + (stopped.isEmpty() ? "paused" : "stopped")
                    + " goes on again");
        }
        return told;
    }

    /** Volumes whose content a restore was replacing hold what they did before again. */
    private void putBack(ObservedContainer left, List<String> told) {
        for (String pair : words(left, HomelabLabels.REPLACING)) {
            int equals = pair.lastIndexOf('=');
            String volume = pair.substring(0, equals);
            String kept = pair.substring(equals + 1);
            new VolumeSwap(site, project, left.imageId(), "").putBack(volume, kept);
            site.perform(new Action.RemoveVolume(kept));
            told.add("an earlier restore was cut short: volume " + volume + " holds what it did before again");
        }
    }

    static List<String> words(ObservedContainer container, String label) {
        return container
                .label(label)
                .filter(text -> !text.isEmpty())
                .map(text -> List.of(text.split(",")))
                .orElse(List.of());
    }
}
