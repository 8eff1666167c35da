package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Action.CreateContainer;
import io.homelabhub.plan.Action.RemoveContainer;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerReference;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.LateLabels;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.spelling.ImageName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Plans the containers that cannot be set aside, as they hold on to what is made anew: to a volume, or to a container that goes
 * for one and would come back under another id. They are removed before it. Where no data is lost by that, they can be made again as they were: guests
 * after those whose namespaces, volumes or links they share.
 */
final class EarlyRemovals {
    private final ObservedIndex observed;
    private final VolumePlanning volumes;
    private final StepDrafts steps;
    private final Map<String, Removal> drafted = new LinkedHashMap<>();

    private record Removal(ObservedContainer container, Draft stop, Draft removal) {}

    EarlyRemovals(ObservedIndex observed, VolumePlanning volumes, StepDrafts steps) {
        this.observed = observed;
        this.volumes = volumes;
        this.steps = steps;
    }

    /**
     * Drafts the steps that remove a container early; none if it need not go early.
     *
     * @param wanted what shall be in its place; empty if nothing
     * @param stopping drafts its stop; is given by what it is to be started if that is taken back
     */
    List<Draft> draft(
            ObservedContainer old,
            ResourceId resource,
            Optional<ContainerSpec> wanted,
            Function<String, Draft> stopping) {
        boolean forGood = held(old).anyMatch(volumes::isLost);
        if (!forGood && !isForNow(old, new HashSet<>())) {
            return List.of();
        }
        Action[] again = forGood ? new Action[0] : new Action[] {new CreateContainer(asked(old, wanted))};
        Draft stop = stopping.apply(forGood ? old.id() : old.name());
        Draft removal =
                steps.add(new RemoveContainer(old.id(), false), resource, again).after(stop);
        held(old).forEach(volume -> volumes.removal(volume).ifPresent(anew -> anew.after(removal)));
        drafted.put(old.id(), new Removal(old, stop, removal));
        return List.of(stop, removal);
    }

    /** The volumes that it has and that are made anew. */
    private Stream<String> held(ObservedContainer container) {
        return container.mounts().stream().map(ObservedMount::source).filter(volumes::isRecreated);
    }

    private boolean isForNow(ObservedContainer old, Set<String> seen) {
        return seen.add(old.id())
                && held(old).noneMatch(volumes::isLost)
                && (held(old).findAny().isPresent() || lenders(old).anyMatch(lender -> isForNow(lender, seen)));
    }

    private Stream<ObservedContainer> lenders(ObservedContainer guest) {
        ApiObject hostConfig = guest.inspection().orElse(ApiObject.EMPTY).object("HostConfig");
        return ContainerReference.of(hostConfig).stream()
                .flatMap(reference -> observed.find(reference.container()).stream());
    }

    /** As it is, with the files that are read out of it before it goes, where it says which; and but that it finds those that are made again before it: these have the same names, and other ids. */
    private ContainerSpec asked(ObservedContainer old, Optional<ContainerSpec> wanted) {
        boolean saysWhich = old.label(HomelabLabels.FILES).isPresent();
        ContainerSpec shown = LiveContainer.asked(
                old, wanted.filter(any -> !saysWhich).map(ContainerSpec::files).orElse(List.of()));
        ContainerSpec asked = isFetched(shown.image()) ? shown.withImage(old.imageId()) : shown;
        ContainerSpec found = asked.withHostConfig(ContainerReference.withContainers(asked.hostConfig(), this::again));
        return wanted.map(spec -> spec.labels().get(ComposeLabels.CONFIG_HASH))
                .filter(late -> LateLabels.isLate(ComposeLabels.CONFIG_HASH, late))
                .filter(late -> old.label(ComposeLabels.CONFIG_HASH)
                        .filter(observed.completeHash(late)::equals)
                        .isPresent())
                .map(late -> found.withLabel(ComposeLabels.CONFIG_HASH, late))
                .orElse(found);
    }

    /** Whether the reference may stand for another image by then. */
    private boolean isFetched(String image) {
        return steps.all().stream()
                .map(Draft::resource)
                .filter(resource -> resource.kind() == ResourceId.Kind.IMAGE)
                .anyMatch(resource -> ImageName.canonical(resource.name()).equals(ImageName.canonical(image)));
    }

    private String again(String idOrName) {
        return observed.find(idOrName)
                .filter(lender -> isForNow(lender, new HashSet<>()))
                .map(ObservedContainer::name)
                .orElse(idOrName);
    }

    /** Guests go before those that they live with, and so come back after them. */
    void order() {
        for (Removal guest : drafted.values()) {
            lenders(guest.container())
                    .flatMap(lender -> Stream.ofNullable(drafted.get(lender.id())))
                    .forEach(lender -> {
                        lender.stop().after(guest.stop());
                        lender.removal().after(guest.removal());
                    });
        }
    }
}
