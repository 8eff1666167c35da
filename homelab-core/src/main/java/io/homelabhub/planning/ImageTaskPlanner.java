package io.homelabhub.planning;

import io.homelabhub.desired.DesiredImage;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.PreStartHook;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.plan.Action.BuildImage;
import io.homelabhub.plan.Action.PullImage;
import io.homelabhub.plan.Action.PushImage;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.spelling.ImageName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Works out how images of services are pulled, built or pushed: each once, whoever uses it. Only a build waits for others: for those
 * of what its service needs. Pure, as
 * {@link Planner} is.
 */
public final class ImageTaskPlanner {
    private final DesiredState desired;
    private final ObservedIndex observed;
    private final ImageTaskOptions options;
    private final StepDrafts steps = new StepDrafts(Optional.empty(), ContainerHooks.NONE);
    private final Verdicts verdicts = new Verdicts();
    private final BuildOrder buildOrder;
    private final List<String> notices;

    private ImageTaskPlanner(
            DesiredState desired, ObservedState observed, ImageTaskOptions options, List<String> notices) {
        this.desired = desired;
        this.observed = new ObservedIndex(desired.project(), observed);
        this.options = options;
        this.buildOrder = new BuildOrder(desired);
        this.notices = new ArrayList<>(notices);
    }

    /**
     * Plans it.
     *
     * @param observed what the engine has, images inspected, with what the registries have of {@link #questions}
     * @param operation what it is called, as {@code pull bots}
     * @param notices what the reader should know beforehand
     */
    public static Plan plan(
            DesiredState desired,
            ObservedState observed,
            ImageTaskOptions options,
            String operation,
            List<String> notices) {
        return new ImageTaskPlanner(desired, observed, options, notices).plan(operation);
    }

    /** The references that registries have to be asked about before it can be planned. */
    public static Set<String> questions(DesiredState desired, ImageTaskOptions options) {
        Set<String> references = new TreeSet<>();
        if (options.task() == ImageTask.PULL && !options.onlyMissing()) {
            desired.services().stream()
                    .flatMap(service -> service.images().stream())
                    .filter(image -> image.named() && !image.reference().contains("@"))
                    .forEach(image -> references.add(image.reference()));
        }
        return references;
    }

    private Plan plan(String operation) {
        Map<String, DesiredImage> images = new LinkedHashMap<>();
        for (DesiredService service : desired.services()) {
            DesiredImage image = service.image();
            if (isMeant(image)) {
                images.merge(
                        ImageName.canonical(image.reference()),
                        image,
                        (one, other) -> one.build().isPresent() ? one : other);
            } else {
                notices.add(leftOut(service));
            }
            service.hooks().preStart().stream()
                    .map(PreStartHook::image)
                    .filter(this::isMeant)
                    .forEach(hook -> images.putIfAbsent(ImageName.canonical(hook.reference()), hook));
        }
        images.values().forEach(image -> {
            switch (options.task()) {
                case PULL -> pull(image);
                case BUILD -> build(image);
                case PUSH -> push(image);
            }
        });
        return new Plan(desired.project(), operation, verdicts.all(), steps.numbered(), notices);
    }

    private boolean isMeant(DesiredImage image) {
        boolean buildable = image.build().isPresent() || image.unbuildable().isPresent();
        return switch (options.task()) {
            case PULL -> image.named() && !(buildable && options.ignoreBuildable());
            case BUILD -> buildable;
            case PUSH -> buildable && image.named();
        };
    }

    private String leftOut(DesiredService service) {
        boolean buildable = service.image().comesFromBuild();
        return switch (options.task()) {
            case PULL -> service.name() + " is left out: its image is built here";
            case BUILD -> service.name() + " is left out: nothing says how its image is built";
            case PUSH ->
                service.name() + " is left out: its image "
                        + (buildable ? "has no name of its own" : "is not built here");
        };
    }

    private void pull(DesiredImage image) {
        ResourceId resource = ResourceId.image(image.reference());
        Optional<ObservedImage> present = observed.image(image.reference());
        Optional<RegistryImage> answer = observed.registry(image.reference());
        Optional<String> digest = answer.flatMap(RegistryImage::digest);
        boolean buildable = image.build().isPresent();
        if (present.isPresent() && (options.onlyMissing() || image.reference().contains("@"))) {
            verdicts.give(resource, Verdict.KEEP, Cause.of(Cause.Kind.UP_TO_DATE));
        } else if (present.isPresent()
                && digest.isPresent()
                && digests(present.get()).contains(digest.get())) {
            verdicts.give(resource, Verdict.KEEP, Cause.of(Cause.Kind.UP_TO_DATE));
        } else if (buildable && answer.isPresent() && digest.isEmpty()) {
            verdicts.give(
                    resource,
                    Verdict.KEEP,
                    Cause.of(Cause.Kind.CANNOT_PULL, answer.get().problem()));
            notices.add(image.reference() + " cannot be pulled and is built instead: "
                    + answer.get().problem());
        } else {
            fetch(resource, present, digest);
            steps.add(new PullImage(image.reference(), image.platform()), resource);
        }
    }

    private void fetch(ResourceId resource, Optional<ObservedImage> present, Optional<String> digest) {
        List<FieldDifference> moved = present
                .flatMap(image -> digest.map(now -> new FieldDifference(
                        "digest", digests(image).stream().findFirst().orElse(""), now)))
                .stream()
                .toList();
        verdicts.give(
                resource,
                present.isPresent() ? Verdict.UPDATE : Verdict.CREATE,
                present.isPresent() ? new Cause(Cause.Kind.ASKED_FOR, "", moved) : Cause.of(Cause.Kind.NOT_FOUND));
    }

    private static Set<String> digests(ObservedImage image) {
        Set<String> digests = new TreeSet<>();
        image.inspection().ifPresent(inspection -> inspection.strings("RepoDigests").stream()
                .map(known -> known.substring(known.indexOf('@') + 1))
                .forEach(digests::add));
        return digests;
    }

    private void build(DesiredImage image) {
        ResourceId resource = ResourceId.image(image.reference());
        if (image.build().isEmpty()) {
            Cause cannot = Cause.of(Cause.Kind.CANNOT_BUILD, image.unbuildable().orElse(""));
            verdicts.give(new Change(resource, Verdict.REFUSE, List.of(cannot), Downtime.NONE, false));
            return;
        }
        boolean present = observed.image(image.reference()).isPresent();
        verdicts.give(resource, present ? Verdict.UPDATE : Verdict.CREATE, Cause.of(Cause.Kind.ASKED_FOR));
        Draft build = steps.add(
                new BuildImage(image.build().get().anew(options.noCache(), options.pullBase(), options.arguments())),
                resource);
        buildOrder.add(image.reference(), build);
        if (options.push() && image.named()) {
            steps.add(new PushImage(image.reference()), resource).after(build);
        }
    }

    private void push(DesiredImage image) {
        ResourceId resource = ResourceId.image(image.reference());
        if (observed.image(image.reference()).isEmpty()) {
            verdicts.give(resource, Verdict.REFUSE, Cause.of(Cause.Kind.NOT_FOUND));
            return;
        }
        verdicts.give(resource, Verdict.UPDATE, Cause.of(Cause.Kind.ASKED_FOR));
        steps.add(new PushImage(image.reference()), resource);
    }
}
