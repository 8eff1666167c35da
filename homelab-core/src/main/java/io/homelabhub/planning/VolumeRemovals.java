package io.homelabhub.planning;

import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.plan.Action.RemoveVolume;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.resource.ResourceId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The volumes that an undeploy was told to remove, and all data in them. */
final class VolumeRemovals {
    private final String project;
    private final Set<String> named;
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;

    /** @param named by the engine's names */
    VolumeRemovals(String project, Set<String> named, ObservedIndex observed, StepDrafts steps, Verdicts verdicts) {
        this.project = project;
        this.named = new TreeSet<>(named);
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
    }

    /** @param removals what removes a container, by its id */
    void plan(Map<String, Draft> removals) {
        for (String name : named) {
            ResourceId resource = ResourceId.volume(name);
            Optional<ObservedVolume> volume = observed.volume(name);
            Set<String> others = usersThatStay(name, removals);
            if (volume.isEmpty()) {
                verdicts.give(resource, Verdict.ABSENT, Cause.of(Cause.Kind.NOT_FOUND));
            } else if (!volume.get().isOf(project)) {
                verdicts.give(resource, Verdict.REFUSE, Cause.of(Cause.Kind.NAME_TAKEN, "another project"));
            } else if (!others.isEmpty()) {
                verdicts.give(resource, Verdict.REFUSE, Cause.of(Cause.Kind.NEEDED_BY, String.join(", ", others)));
            } else {
                List<Cause> causes = List.of(Cause.of(Cause.Kind.ASKED_FOR));
                verdicts.give(new Change(resource, Verdict.REMOVE, causes, Downtime.NONE, true));
                Draft remove = steps.add(new RemoveVolume(name), resource);
                new HashSet<>(removals.values()).forEach(remove::after);
            }
        }
    }

    /** A volume that is named and not there may be a slip of the pen. */
    List<String> absent() {
        return named.stream()
                .filter(name -> observed.volume(name).isEmpty())
                .map(name -> {
                    String meant = Suggestion.didYouMean(name, observed.volumeNames());
                    return "volume " + name + " is not there" + (meant.isEmpty() ? "" : "; " + meant);
                })
                .toList();
    }

    private Set<String> usersThatStay(String volume, Map<String, Draft> removals) {
        Set<String> names = new TreeSet<>();
        observed.containers().stream()
                .filter(container -> container.mounts().stream()
                        .anyMatch(mount ->
                                mount.type().equals("volume") && mount.source().equals(volume)))
                .filter(container -> !removals.containsKey(container.id()))
                .forEach(container -> names.add("container " + container.name()));
        return names;
    }
}
