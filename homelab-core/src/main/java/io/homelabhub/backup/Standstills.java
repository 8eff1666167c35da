package io.homelabhub.backup;

import io.homelabhub.backup.BackupPlan.Group;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Standstill;
import io.homelabhub.desired.BackupPolicy.Quiesce;
import io.homelabhub.engine.EngineException;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.time.Interrupts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets services stand still, and lets them go on whatever happens. Who stands still is written on the container through which their
 * volumes are read: what a process that was killed has left is put right by the next one, from the engine alone.
 */
final class Standstills {
    /** What a container says that is a note for the next run. */
    private static final List<String> NOTES = List.of(
            HomelabLabels.PAUSED,
            HomelabLabels.STOPPED,
            HomelabLabels.REPLACING,
            HomelabLabels.RENAMING,
            HomelabLabels.UPGRADED);

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

    /**
     * Does {@code work} while the writers of a group stand still; tells for how long they did, if any.
     *
     * @throws BackupException {@code LEFT_HALF_WAY} if the work failed and somebody does not go on
     */
    Outcome during(Group group, Work work) {
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
        VolumeHelper helper = VolumeHelper.create(site, project, group.image(), names, false, labels);
        Instant from = site.now();
        Duration begun = site.timing().elapsed();
        Optional<RuntimeException> failure = failureOf(() -> {
            paused.forEach(id -> site.perform(new Action.PauseContainer(id)));
            services.stop(stopped);
            work.with(helper);
        });
        List<String> still = new ArrayList<>();
        Interrupts.deferredDuring(() -> goOn(paused, stopped, still));
        if (still.isEmpty()) {
            failureOf(helper::close).ifPresent(left -> still.add("removing a container: " + Undo.words(left)));
        }
        if (failure.isPresent()) {
            throw still.isEmpty() ? failure.get() : halfWay(Undo.words(failure.get()), still, failure.get());
        }
        Optional<Standstill> standstill = group.writers().isEmpty()
                ? Optional.empty()
                : Optional.of(new Standstill(
                        group.writers(),
                        group.quiesce() == Quiesce.PAUSE ? "paused" : "stopped",
                        from,
                        site.timing().elapsed().minus(begun)));
        return new Outcome(standstill, still);
    }

    /**
     * What came of a standstill.
     *
     * @param standstill if anybody stood still
     * @param still what did not go on; that is written on the engine, and the next run lets it go on
     */
    record Outcome(Optional<Standstill> standstill, List<String> still) {
        Outcome {
            still = List.copyOf(still);
        }
    }

    static BackupException halfWay(String problem, List<String> still, @Nullable RuntimeException cause) {
        return new BackupException(
                Kind.LEFT_HALF_WAY,
                problem + ". Not put back: " + String.join("; ", still),
                "The next `homelab backup` or `homelab restore` tries again.",
                cause);
    }

    static Optional<RuntimeException> failureOf(Runnable doing) {
        try {
            doing.run();
            return Optional.empty();
        } catch (RuntimeException failure) {
            return Optional.of(failure);
        }
    }

    /** Each is tried, whatever becomes of the others. */
    private void goOn(Collection<String> paused, Set<String> stopped, List<String> still) {
        for (String id : paused) {
            failureOf(() -> goOn(id)).ifPresent(failure -> still.add("container " + id + ": " + Undo.words(failure)));
        }
        failureOf(() -> services.start(stopped))
                .ifPresent(failure -> still.add(String.join(", ", stopped) + ": " + Undo.words(failure)));
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

    /**
     * Puts right what a run has left that was killed. Can be done again: what says what is to be done goes last. Tells what was done.
     *
     * @throws BackupException {@code LEFT_HALF_WAY} if not all of it could be put right
     */
    List<String> comeBack() {
        List<String> told = new ArrayList<>();
        ObservedState seen = services.observe();
        List<ObservedContainer> left = new ArrayList<>(seen.containers().stream()
                .filter(one -> one.label(HomelabLabels.BACKUP_OF).equals(Optional.of(project)))
                .toList());
        removeWorkers(left);
        new UnfinishedRestore(site, services, project, seen).settle(left, told);
        UnfinishedUpgrade.requireDeployed(project, seen, left);
        List<String> still = new ArrayList<>();
        for (ObservedContainer one : left) {
            Set<String> stopped = new TreeSet<>(words(one, HomelabLabels.STOPPED));
            List<String> paused = words(one, HomelabLabels.PAUSED);
            int before = still.size();
            goOn(paused, stopped, still);
            if (still.size() == before) {
                site.perform(new Action.RemoveContainer(one.id(), true));
                if (!stopped.isEmpty() || !paused.isEmpty()) {
                    told.add("an earlier run was cut short: what it had " + (stopped.isEmpty() ? "paused" : "stopped")
                            + " goes on again");
                }
            }
        }
        if (!still.isEmpty()) {
            throw halfWay("an earlier run was cut short, and not all goes on again", still, null);
        }
        sweep(seen, told);
        return told;
    }

    /** What a killed run had working for it may still be at work, as a shell that empties a volume: it ends before anything is put right. */
    private void removeWorkers(List<ObservedContainer> left) {
        List<ObservedContainer> workers = left.stream()
                .filter(one -> NOTES.stream().noneMatch(one.labels()::containsKey))
                .toList();
        workers.forEach(one -> site.perform(new Action.RemoveContainer(one.id(), true)));
        left.removeAll(workers);
    }

    /** Volumes that were made for a trial hold nothing that anybody needs. */
    private void sweep(ObservedState seen, List<String> told) {
        seen.volumes().stream()
                .filter(volume -> project.equals(volume.labels().get(HomelabLabels.BACKUP_OF)))
                .filter(volume -> !volume.labels().containsKey(HomelabLabels.BEFORE))
                .forEach(volume -> failureOf(() -> site.perform(new Action.RemoveVolume(volume.name())))
                        .ifPresent(failure -> told.add("volume " + volume.name()
                                + " of an earlier trial could not be removed: " + Undo.words(failure))));
    }

    static List<String> words(ObservedContainer container, String label) {
        return container
                .label(label)
                .filter(text -> !text.isEmpty())
                .map(text -> List.of(text.split(",")))
                .orElse(List.of());
    }
}
