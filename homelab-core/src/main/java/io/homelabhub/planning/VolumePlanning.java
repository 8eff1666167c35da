package io.homelabhub.planning;

import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.DesiredVolume;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.plan.Action.CreateVolume;
import io.homelabhub.plan.Action.RemoveVolume;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Map<String, Draft> created = new HashMap<>();
    private final Map<String, Draft> removed = new HashMap<>();

    VolumePlanning(ObservedIndex observed, StepDrafts steps, Verdicts verdicts, Set<String> allowed) {
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
        this.allowed = allowed;
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
                // never taken back: by then there can be data in it
                created.put(name, steps.add(new CreateVolume(volume.spec()), resource));
            }
        } else if (volume.external()) {
            verdicts.keep(resource);
        } else if (!project.equals(live.get().labels().get(ComposeLabels.PROJECT))) {
            verdicts.give(resource, Verdict.ADOPT, Cause.of(Cause.Kind.UP_TO_DATE, "made by somebody else"));
        } else if (isUnchanged(volume, live.get())) {
            verdicts.keep(resource);
        } else {
            replace(volume, resource);
        }
    }

    /** A volume without a hash was made before Compose wrote one; it is left alone. */
    private static boolean isUnchanged(DesiredVolume volume, ObservedVolume live) {
        String before = live.labels().get(ComposeLabels.CONFIG_HASH);
        return before == null || before.equals(volume.spec().labels().get(ComposeLabels.CONFIG_HASH));
    }

    private void replace(DesiredVolume volume, ResourceId resource) {
        String name = volume.spec().name();
        List<Cause> causes = List.of(Cause.of(Cause.Kind.DATA_LOSS), Cause.of(Cause.Kind.CONFIGURATION_CHANGED));
        if (!allowed.contains(name)) {
            verdicts.give(new Change(resource, Verdict.REFUSE, causes, Downtime.NONE, false));
            return;
        }
        verdicts.give(new Change(resource, Verdict.RECREATE, causes, Downtime.NONE, true));
        Draft remove = steps.add(new RemoveVolume(name), resource);
        removed.put(name, remove);
        created.put(name, steps.add(new CreateVolume(volume.spec()), resource).after(remove));
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

    /** The removal of a volume that is made anew. */
    Optional<Draft> removal(String volume) {
        return Optional.ofNullable(removed.get(volume));
    }
}
