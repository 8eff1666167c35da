package io.homelabhub.planning;

import io.homelabhub.desired.DesiredImage;
import io.homelabhub.desired.DesiredImage.Policy;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Action.BuildImage;
import io.homelabhub.plan.Action.PullImage;
import io.homelabhub.plan.Action.TagImage;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.spelling.ImageName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans the images of a deploy: each is fetched once, whoever uses it, and before anything is stopped.
 *
 * <p>An image that the engine has is fetched again if a policy says so and its registry has another one, or does not tell.
 * Whether a build gives another one, only the build tells. Either way the containers made from it are replaced only if the
 * image is another one in the end. What a file both names and builds is pulled where its registry has it, else built, as
 * docker compose does; the registry is asked beforehand, so that the plan says which.
 */
final class ImagePlanning {
    private static final int SHORT = 12;

    private final DeployOptions options;
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;
    private final Map<String, List<DesiredImage>> uses = new HashMap<>();
    private final Map<String, Draft> fetched = new HashMap<>();
    private final BuildOrder buildOrder;
    private final Map<String, Optional<Refresh>> refreshes = new HashMap<>();

    /**
     * An image that is fetched anew.
     *
     * @param fetch what fetches it
     * @param consequence the cause to replace the containers that are made from it
     */
    record Refresh(Draft fetch, Cause consequence) {}

    ImagePlanning(
            DesiredState desired, DeployOptions options, ObservedIndex observed, StepDrafts steps, Verdicts verdicts) {
        this.options = options;
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
        this.buildOrder = new BuildOrder(desired);
        for (DesiredService service : desired.services()) {
            if (!service.containers().isEmpty()) {
                service.images().forEach(image -> uses.computeIfAbsent(
                                ImageName.canonical(image.reference()), any -> new ArrayList<>())
                        .add(image));
            }
        }
        desired.jobs().forEach(job -> uses.computeIfAbsent(
                        ImageName.canonical(job.image().reference()), any -> new ArrayList<>())
                .add(job.image()));
    }

    /** Plans the image of a job, if it is not there: whether there is a newer one is asked when it runs. */
    void fetchIfMissing(DesiredImage image) {
        if (!isThere(image) && restored(image.reference()).isEmpty()) {
            Optional<Draft> unused = fetch(image);
        }
    }

    /** Plans the image of a service that needs a new container: fetched if it is not there, or if a policy says so. */
    Optional<Draft> fetch(DesiredService service) {
        return fetch(service.image());
    }

    /** Likewise the image of a container that is made for it. */
    Optional<Draft> fetch(DesiredImage image) {
        String reference = image.reference();
        if (restored(reference).isPresent()) {
            return Optional.of(restore(image, restored(reference).get()));
        }
        if (isThere(image)) {
            return refresh(reference).map(Refresh::fetch);
        }
        if (!fetched.containsKey(ImageName.canonical(reference))) {
            fetchMissing(reference);
        }
        return Optional.ofNullable(fetched.get(ImageName.canonical(reference)));
    }

    /** Whether the image of a service is fetched, as far as is planned. */
    boolean isFetched(DesiredService service) {
        String reference = service.image().reference();
        return !isThere(service.image()) || fetched.containsKey(ImageName.canonical(reference));
    }

    /** Whether the engine has the image, for the platform that is asked for. */
    private boolean isThere(DesiredImage image) {
        return observed.image(image.reference())
                .filter(present -> image.platform().isEmpty()
                        || present.manifests().suit(image.platform().get()))
                .isPresent();
    }

    private Optional<RestoredImage> restored(String reference) {
        return Optional.ofNullable(options.restored().get(ImageName.canonical(reference)));
    }

    /** Lets a name stand for an image again, which is pulled by its digest if it is no longer there. */
    private Draft restore(DesiredImage image, RestoredImage restored) {
        String name = ImageName.canonical(image.reference());
        Optional<Draft> done = Optional.ofNullable(fetched.get(name));
        if (done.isPresent()) {
            return done.get();
        }
        ResourceId resource = ResourceId.image(image.reference());
        verdicts.give(resource, Verdict.UPDATE, Cause.of(Cause.Kind.IMAGE_RESTORED, shortened(restored.id())));
        Optional<Draft> pull =
                restored.pulledAs().map(digest -> steps.add(new PullImage(digest, image.platform()), resource));
        Action[] undo = restored.replaced().stream()
                .map(id -> new TagImage(id, image.reference()))
                .toArray(Action[]::new);
        Draft tag = steps.add(
                        new TagImage(restored.pulledAs().orElse(restored.id()), image.reference()), resource, undo)
                .after(pull);
        fetched.put(name, tag);
        return tag;
    }

    private void fetchMissing(String reference) {
        DesiredImage image = source(reference);
        ResourceId resource = ResourceId.image(reference);
        Optional<RegistryImage> answer = observed.registry(reference);
        boolean pulled = answer.flatMap(RegistryImage::digest).isPresent();
        boolean never = options.policyOf(image).kind() == Policy.Kind.NEVER;
        Optional<Cause> cannotPull =
                answer.filter(any -> !pulled).map(silent -> Cause.of(Cause.Kind.CANNOT_PULL, silent.problem()));
        if (pulled || (image.named() && image.build().isEmpty() && cannotPull.isEmpty() && !never)) {
            verdicts.give(resource, Verdict.CREATE, Cause.of(Cause.Kind.NOT_FOUND));
            pull(image);
        } else if (image.build().isPresent() && options.build() == Build.NEVER) {
            refuse(image, cannotPull, "building was ruled out");
        } else if (image.build().isPresent()) {
            verdicts.give(resource, Verdict.CREATE, cannotPull.orElse(Cause.of(Cause.Kind.NOT_FOUND)));
            build(image);
        } else if (image.unbuildable().isPresent()) {
            refuse(image, cannotPull, image.unbuildable().get());
        } else {
            verdicts.give(resource, Verdict.REFUSE, Cause.of(Cause.Kind.NOT_FOUND, "pull_policy never"));
        }
    }

    private void refuse(DesiredImage image, Optional<Cause> cannotPull, String cannotBuild) {
        List<Cause> causes = new ArrayList<>(cannotPull.stream().toList());
        causes.add(Cause.of(Cause.Kind.CANNOT_BUILD, cannotBuild));
        ResourceId resource = ResourceId.image(image.reference());
        verdicts.give(new Change(resource, Verdict.REFUSE, causes, Downtime.NONE, false));
    }

    /** Of several services with one image, one that builds it counts first, then one that may pull it. */
    private DesiredImage source(String reference) {
        return uses(reference).stream()
                .min(Comparator.comparing((DesiredImage image) -> image.build().isEmpty())
                        .thenComparing(image -> image.unbuildable().isPresent())
                        .thenComparing(image -> options.policyOf(image).kind() == Policy.Kind.NEVER))
                .orElseThrow(() -> new IllegalArgumentException("no service of this deploy uses image " + reference));
    }

    private Draft build(DesiredImage image) {
        Draft build = draft(image, new BuildImage(image.build().orElseThrow()));
        buildOrder.add(image.reference(), build);
        return build;
    }

    private Draft pull(DesiredImage image) {
        return draft(image, new PullImage(image.reference(), image.platform()));
    }

    private Draft draft(DesiredImage image, Action action) {
        Action[] undo = observed.image(image.reference())
                .map(before -> new Action[] {new TagImage(before.id(), image.reference())})
                .orElseGet(() -> new Action[0]); // what was not there does no harm
        Draft fetch = steps.add(action, ResourceId.image(image.reference()), undo);
        fetched.put(ImageName.canonical(image.reference()), fetch);
        return fetch;
    }

    /** Plans to fetch an image anew that the engine has; empty if there is no reason to, or nothing there yet. */
    Optional<Refresh> refresh(String reference) {
        String name = ImageName.canonical(reference);
        if (!refreshes.containsKey(name)) {
            boolean present = observed.image(reference).isPresent()
                    && uses.containsKey(name)
                    && restored(reference).isEmpty();
            refreshes.put(name, present ? rebuilt(reference).or(() -> pulled(reference)) : Optional.empty());
        }
        return refreshes.getOrDefault(name, Optional.empty());
    }

    private Optional<Refresh> rebuilt(String reference) {
        DesiredImage image = source(reference);
        if (!image.comesFromBuild() || policies(reference, Policy.Kind.BUILD).isEmpty()) {
            return Optional.empty();
        }
        if (image.unbuildable().isPresent()) {
            refuse(image, Optional.empty(), image.unbuildable().get());
            return Optional.empty();
        }
        return Optional.of(undecided(image, "build", build(image)));
    }

    private Optional<Refresh> pulled(String reference) {
        Optional<RegistryImage> answer = observed.registry(reference);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        DesiredImage image = source(reference);
        if (image.isPulledOrBuilt() && answer.get().digest().isEmpty()) {
            return Optional.empty(); // a build may have given the image that is there
        }
        String policy =
                policies(reference, Policy.Kind.REFRESH).map(Policy::toString).orElse("");
        return answer.get()
                .digest()
                .map(digest -> newer(image, policy, digest))
                .orElseGet(() -> Optional.of(
                        undecided(image, policy + "; " + answer.get().problem(), pull(image))));
    }

    /** Who uses the image, under whichever spelling of its name. */
    private List<DesiredImage> uses(String reference) {
        return uses.getOrDefault(ImageName.canonical(reference), List.of());
    }

    private Optional<Policy> policies(String reference, Policy.Kind kind) {
        return uses(reference).stream()
                .map(options::policyOf)
                .filter(policy -> policy.kind() == kind)
                .findFirst();
    }

    private Refresh undecided(DesiredImage image, String policy, Draft fetch) {
        verdicts.give(ResourceId.image(image.reference()), Verdict.UPDATE, Cause.of(Cause.Kind.PULL_POLICY, policy));
        return new Refresh(fetch, Cause.of(Cause.Kind.IMAGE_MAY_CHANGE, image.reference()));
    }

    private Optional<Refresh> newer(DesiredImage image, String policy, String digest) {
        List<String> digests = observed.image(image.reference())
                .flatMap(live -> live.inspection())
                .map(inspection -> inspection.strings("RepoDigests"))
                .orElse(List.of());
        if (digests.stream().anyMatch(known -> known.endsWith("@" + digest))) {
            return Optional.empty();
        }
        String before = digests.stream()
                .sorted()
                .findFirst()
                .map(ImagePlanning::shortened)
                .orElse("");
        String after = shortened(digest);
        verdicts.give(
                ResourceId.image(image.reference()),
                Verdict.UPDATE,
                new Cause(Cause.Kind.PULL_POLICY, policy, List.of(new FieldDifference("digest", before, after))));
        FieldDifference moved =
                new FieldDifference("image", image.reference() + " " + before, image.reference() + " " + after);
        return Optional.of(new Refresh(pull(image), new Cause(Cause.Kind.IMAGE_CHANGED, "", List.of(moved))));
    }

    private static String shortened(String digest) {
        String digits = digest.substring(digest.lastIndexOf(':') + 1);
        return digits.substring(0, Math.min(SHORT, digits.length()));
    }

    /** All fetches, in the order in which they were planned. */
    List<Draft> all() {
        return fetched.values().stream()
                .sorted(Comparator.comparingInt(Draft::position))
                .toList();
    }
}
