package io.homelabhub.testkit.simulation;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.testkit.simulation.World.Mark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requires that the images are those that they shall be: as new as is asked for, and none fetched without need. */
final class Freshness {
    private final Stage stage;
    private final World world;
    private final Revision revision;

    Freshness(Stage stage, Revision revision) {
        this.stage = stage;
        this.world = stage.world;
        this.revision = revision;
    }

    /** An image is fetched if it is not there, or if a policy says so and its registry has another one or does not tell. */
    void requireNothingNeedless(Plan plan) {
        Set<String> present = stage.observe(revision).images().keySet();
        for (Step step : plan.steps()) {
            boolean fetches = step.resource().kind() == ResourceId.Kind.IMAGE;
            Checks.require(
                    12, !fetches || isNeeded(step.resource().name(), present), () -> step + " without need:\n" + plan);
        }
    }

    private boolean isNeeded(String reference, Set<String> present) {
        Service service = world.service(reference.replaceFirst(":.*", ""));
        boolean mayHaveMoved =
                world.is(Mark.MOVED, service) || world.trouble().kind().isOfRegistry();
        return !present.contains(reference) || (world.isKeptFresh(service) && mayHaveMoved);
    }

    /** Where a registry is asked at each deployment, its image runs. */
    void requireNewest() {
        Map<String, ObservedImage> images = stage.observe(revision).images();
        revision.services().stream()
                .filter(world::isKeptFresh)
                .forEach(service -> requireNewest(
                        service,
                        Optional.ofNullable(images.get(revision.image(service))).orElseThrow()));
    }

    private void requireNewest(Service service, ObservedImage image) {
        List<String> digests = image.inspection().orElseThrow().strings("RepoDigests");
        String newest = digestOf(image.reference());
        Checks.require(
                12,
                digests.stream().anyMatch(known -> known.endsWith(newest)),
                () -> image.reference() + " is " + digests + "; its registry has " + newest);
        for (ObservedContainer container : stage.containers()) {
            boolean older = container.label(ComposeLabels.SERVICE).equals(Optional.of(service.name()))
                    && !container.imageId().equals(image.id());
            Checks.require(12, !older, () -> container.name() + " is of another image than " + image);
        }
    }

    private String digestOf(String reference) {
        return Optional.ofNullable(stage.engine.askRegistries(Set.of(reference)).get(reference))
                .flatMap(answer -> answer.digest())
                .orElseThrow();
    }
}
