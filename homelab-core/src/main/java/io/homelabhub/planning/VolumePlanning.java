package io.homelabhub.planning;

import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.DesiredVolume;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Action.CreateVolume;
import io.homelabhub.plan.Action.RemoveVolume;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.secret.SecretMask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the named volumes of a deploy. No volume is made anew without the owner's consent to lose what is in it. */
final class VolumePlanning {
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;
    private final Set<String> allowed;
    private final SecretMask mask;
    private final Map<String, Draft> created = new HashMap<>();
    private final Map<String, Draft> removed = new HashMap<>();
    private final Set<String> lost = new HashSet<>();

    VolumePlanning(ObservedIndex observed, StepDrafts steps, Verdicts verdicts, Set<String> allowed, SecretMask mask) {
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
        this.allowed = allowed;
        this.mask = mask;
    }

    void plan(DesiredState desired) {
        desired.volumes().forEach(volume -> plan(desired.project(), volume));
    }

    private void plan(String project, DesiredVolume volume) {
        String name = volume.spec().name();
        ResourceId resource = ResourceId.volume(name);
        Optional<ObservedVolume> live = observed.volume(name);
        if (live.isEmpty()) {
            Cause notFound = Cause.of(Cause.Kind.NOT_FOUND, volume.external() ? "external volume" : "");
            verdicts.give(resource, volume.external() ? Verdict.REFUSE : Verdict.CREATE, notFound);
            if (!volume.external()) {
                created.put(name, create(volume));
            }
        } else if (volume.external()) {
            verdicts.keep(resource);
        } else if (!live.get().isOf(project)) {
            verdicts.give(resource, Verdict.ADOPT, Cause.of(Cause.Kind.UP_TO_DATE, "made by somebody else"));
        } else {
            List<FieldDifference> differences = differences(volume, live.get());
            if (differences.isEmpty()) {
                verdicts.keep(resource);
            } else {
                replace(volume, live.get(), new Cause(Cause.Kind.CONFIGURATION_CHANGED, "", differences));
            }
        }
    }

    /** What a run has made it takes back, with what its containers have left in it: before, there was nothing. */
    private Draft create(DesiredVolume volume) {
        String name = volume.spec().name();
        return steps.add(new CreateVolume(volume.spec()), ResourceId.volume(name), new RemoveVolume(name));
    }

    /** A volume without a hash was made before Compose wrote one; it is left alone. */
    private List<FieldDifference> differences(DesiredVolume volume, ObservedVolume live) {
        String before = live.labels().get(ComposeLabels.CONFIG_HASH);
        boolean same = before == null || before.equals(volume.spec().labels().get(ComposeLabels.CONFIG_HASH));
        return same ? List.of() : new VolumeComparison(volume.spec(), live, mask).differences();
    }

    private void replace(DesiredVolume volume, ObservedVolume live, Cause changed) {
        String name = volume.spec().name();
        ResourceId resource = ResourceId.volume(name);
        boolean losesData = !VolumeComparison.isElsewhere(live);
        List<Cause> causes = losesData ? List.of(Cause.of(Cause.Kind.DATA_LOSS), changed) : List.of(changed);
        if (losesData && !allowed.contains(name)) {
            verdicts.give(new Change(resource, Verdict.REFUSE, causes, Downtime.NONE, false));
            return;
        }
        verdicts.give(new Change(resource, Verdict.RECREATE, causes, Downtime.NONE, losesData));
        Action[] undo = losesData ? new Action[0] : new Action[] {new CreateVolume(VolumeComparison.asked(live))};
        Draft remove = steps.add(new RemoveVolume(name), resource, undo);
        removed.put(name, remove);
        created.put(name, create(volume).after(remove));
        if (losesData) {
            lost.add(name);
        }
    }

    /** What has to be done before a container can mount these volumes. */
    List<Draft> before(Iterable<String> volumes) {
        List<Draft> before = new ArrayList<>();
        volumes.forEach(name -> Optional.ofNullable(created.get(name)).ifPresent(before::add));
        return before;
    }

    /** Whether a volume is taken away and made anew. */
    boolean isRecreated(String volume) {
        return removed.containsKey(volume);
    }

    /** Whether what is in it goes with it. */
    boolean isLost(String volume) {
        return lost.contains(volume);
    }

    /** No container may be left that has a volume which is made anew. */
    void requireUnused() {
        removed.forEach((name, removal) -> observed.containers().stream()
                .filter(container -> container.mounts().stream()
                        .anyMatch(mount ->
                                mount.type().equals("volume") && mount.source().equals(name)))
                .forEach(container -> requireRemoved(name, removal, container)));
    }

    private void requireRemoved(String volume, Draft removal, ObservedContainer container) {
        Optional<Draft> gone = steps.all().stream()
                .filter(draft -> draft.removed().filter(container.id()::equals).isPresent())
                .filter(draft -> !draft.waitsFor(removal))
                .findFirst();
        gone.ifPresent(removal::after);
        if (gone.isEmpty()) {
            verdicts.refuse(ResourceId.volume(volume), Cause.of(Cause.Kind.NEEDED_BY, "container " + container.name()));
        }
    }

    /** The removal of a volume that is made anew. */
    Optional<Draft> removal(String volume) {
        return Optional.ofNullable(removed.get(volume));
    }
}
