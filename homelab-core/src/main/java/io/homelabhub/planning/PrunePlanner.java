package io.homelabhub.planning;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ImageRecord;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.plan.Action.RemoveImage;
import io.homelabhub.plan.Action.RemoveNetwork;
import io.homelabhub.plan.Action.RemoveVolume;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Works out what a project has left behind that nothing describes, nothing uses and nobody will come back to. What runs stays, what
 * is not the project's stays, and so does every volume with data that is not named. Pure, as {@link Planner} is.
 */
public final class PrunePlanner {
    private static final Set<ContainerState> ENDED = Set.of(ContainerState.EXITED, ContainerState.DEAD);

    private final String project;
    private final ObservedIndex observed;
    private final PruneOptions options;
    private final StepDrafts steps = new StepDrafts(Optional.empty(), ContainerHooks.NONE);
    private final Verdicts verdicts = new Verdicts();
    private final List<String> notices;
    private final Map<String, Draft> removals = new HashMap<>();

    private PrunePlanner(String project, ObservedState observed, PruneOptions options, List<String> notices) {
        this.project = project;
        this.observed = new ObservedIndex(project, observed);
        this.options = options;
        this.notices = new ArrayList<>(notices);
    }

    /**
     * Plans it.
     *
     * @param project the Compose project
     * @param notices what the reader should know beforehand
     */
    public static Plan plan(String project, ObservedState observed, PruneOptions options, List<String> notices) {
        return new PrunePlanner(project, observed, options, notices).plan();
    }

    private Plan plan() {
        planContainers();
        planNetworks();
        planRecords();
        planImages();
        planVolumes();
        return new Plan(project, "prune", verdicts.all(), steps.numbered(), notices);
    }

    private void planContainers() {
        ProjectContainers ours = observed.ours();
        ours.orphans(options.services()).forEach(this::planOrphan);
        ours.hookRunners().stream().filter(PrunePlanner::hasEnded).forEach(runner -> {
            Cause cause = Cause.of(Cause.Kind.LEFT_OVER, "of a hook of " + ProjectContainers.serviceOf(runner));
            remove(runner, cause, true);
        });
    }

    private void planOrphan(ObservedContainer container) {
        boolean oneOff = container.isCompanion();
        boolean down = hasEnded(container) || (!oneOff && container.state() == ContainerState.CREATED);
        Cause cause = Cause.of(Cause.Kind.ORPHANED, observed.ours().origin(container));
        if (down) {
            remove(container, cause, false);
        } else if (!oneOff) {
            notices.add("container " + container.name() + " is an orphan "
                    + observed.ours().origin(container) + " and is up; `homelab deploy --remove-orphans` removes it");
        }
    }

    private static boolean hasEnded(ObservedContainer container) {
        return ENDED.contains(container.state());
    }

    /** An orphan's unnamed volumes may hold data; those of a hook do not. */
    private void remove(ObservedContainer container, Cause cause, boolean unnamedVolumes) {
        ResourceId resource = ResourceId.container(container.name());
        verdicts.give(resource, Verdict.REMOVE, cause);
        removals.put(container.id(), steps.add(new RemoveContainer(container.id(), unnamedVolumes), resource));
    }

    private void planNetworks() {
        for (ObservedNetwork network : observed.networks()) {
            List<ObservedContainer> users = observed.containers().stream()
                    .filter(container -> container.networks().containsKey(network.name())
                            || container.networks().containsValue(network.id()))
                    .toList();
            boolean unused = users.stream().allMatch(user -> removals.containsKey(user.id()));
            if (network.isOf(project) && unused && !options.networks().contains(network.name())) {
                ResourceId resource = ResourceId.network(network.name());
                verdicts.give(resource, Verdict.REMOVE, Cause.of(Cause.Kind.ORPHANED));
                Draft remove = steps.add(new RemoveNetwork(network.id()), resource);
                users.forEach(user -> remove.after(Optional.ofNullable(removals.get(user.id()))));
            }
        }
    }

    /** What is remembered of containers and services that are gone. */
    private void planRecords() {
        Set<String> stay = observed.containers().stream()
                .map(ObservedContainer::id)
                .filter(id -> !removals.containsKey(id))
                .collect(Collectors.toSet());
        Set<String> records = new TreeSet<>(observed.contentRecords().leftBehind(project, stay));
        for (String service : observed.imageHistory().services()) {
            boolean deployed = observed.of(service).stream().anyMatch(container -> stay.contains(container.id()));
            if (!deployed && !options.services().contains(service)) {
                records.addAll(observed.imageHistory().recordsOf(service));
            }
        }
        for (String record : records) {
            ResourceId resource = ResourceId.volume(record);
            verdicts.give(resource, Verdict.REMOVE, Cause.of(Cause.Kind.ORPHANED, "that holds nothing but labels"));
            Draft unused = steps.add(new RemoveVolume(record), resource).after(removals.values());
        }
    }

    /** A rollback can still come back to what is remembered. */
    private void planImages() {
        Set<String> wanted = observed.imageHistory().services().stream()
                .flatMap(service -> observed.imageHistory().before(service).stream())
                .map(ImageRecord::id)
                .collect(Collectors.toSet());
        observed.containers().stream()
                .filter(container -> !removals.containsKey(container.id()))
                .forEach(container -> wanted.add(container.imageId()));
        for (String image : options.images()) {
            if (!wanted.contains(image)) {
                ResourceId resource = ResourceId.image(image);
                verdicts.give(
                        resource,
                        Verdict.REMOVE,
                        Cause.of(Cause.Kind.ORPHANED, "of a build, which no name stands for"));
                Draft unused = steps.add(new RemoveImage(image), resource).after(removals.values());
            }
        }
    }

    private void planVolumes() {
        for (String name : options.volumes()) {
            ResourceId resource = ResourceId.volume(name);
            Optional<ObservedVolume> volume = observed.volume(name);
            List<String> users = users(name);
            if (volume.isEmpty()) {
                verdicts.give(resource, Verdict.ABSENT, Cause.of(Cause.Kind.NOT_FOUND));
            } else if (!volume.get().isOf(project)) {
                verdicts.give(resource, Verdict.REFUSE, Cause.of(Cause.Kind.NAME_TAKEN, "another project"));
            } else if (!users.isEmpty()) {
                verdicts.give(resource, Verdict.REFUSE, Cause.of(Cause.Kind.NEEDED_BY, String.join(", ", users)));
            } else {
                List<Cause> causes = List.of(Cause.of(Cause.Kind.ASKED_FOR));
                verdicts.give(new Change(resource, Verdict.REMOVE, causes, Downtime.NONE, true));
                Draft unused = steps.add(new RemoveVolume(name), resource).after(removals.values());
            }
        }
        observed.volumeNames().stream()
                .filter(name -> observed.volume(name)
                        .filter(volume -> volume.isOf(project))
                        .isPresent())
                .filter(name -> !options.described().contains(name)
                        && !options.volumes().contains(name)
                        && users(name).isEmpty())
                .forEach(
                        name -> notices.add("volume " + name + " stays, though nothing describes or uses it; --volumes "
                                + name + " removes it with its data"));
    }

    private List<String> users(String volume) {
        return observed.containers().stream()
                .filter(container -> !removals.containsKey(container.id()))
                .filter(container -> container.mounts().stream()
                        .anyMatch(mount ->
                                mount.type().equals("volume") && mount.source().equals(volume)))
                .map(container -> "container " + container.name())
                .sorted()
                .toList();
    }
}
