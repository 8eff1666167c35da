package io.homelabhub.deployment;

import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.desired.translate.ComposeTranslation;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ImageHistory;
import io.homelabhub.observed.ImageRecord;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.Build;
import io.homelabhub.planning.Pull;
import io.homelabhub.planning.RestoredImage;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.spelling.ImageName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which images a rollback goes back to, by what the engine remembers. Pure. */
final class RollbackChoice {
    private static final int SHORT = 12;

    private final ProjectDefinition definition;
    private final ComposeTranslation translation;
    private final ImageHistory history;
    private final RollbackRequest request;
    private final ProjectContainers ours;
    private final Map<String, ImageRecord> targets = new TreeMap<>();
    private final List<String> notices = new ArrayList<>();
    private final List<Change> refused = new ArrayList<>();

    private RollbackChoice(ProjectDefinition definition, ObservedState listed, RollbackRequest request) {
        this.definition = definition;
        this.translation = definition.translation(Map.of());
        this.history = ImageHistory.of(definition.project(), listed);
        this.ours = ProjectContainers.of(definition.project(), listed);
        this.request = request;
    }

    /**
     * Chooses.
     *
     * @param listed what the engine lists
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     */
    static RollbackChoice of(ProjectDefinition definition, ObservedState listed, RollbackRequest request) {
        RollbackChoice choice = new RollbackChoice(definition, listed, request);
        if (request.names().isEmpty()) {
            choice.lastDeploys();
        } else {
            choice.named();
        }
        List.copyOf(choice.targets.keySet()).forEach(choice::check);
        return choice;
    }

    private void named() {
        Set<String> asked =
                new TreeSet<>(definition.selector().deployment(request.names()).asked());
        boolean one = asked.size() == 1;
        for (String name : asked) {
            String service = definition.composeName(name);
            List<ImageRecord> before = history.before(service);
            if (before.size() >= request.back()) {
                targets.put(service, before.get(request.back() - 1));
            } else if (before.isEmpty()) {
                notices.add(name + " has had no other image that is remembered");
            } else {
                String known = "it has had " + images(before.size()) + " before that is remembered";
                if (one) {
                    refuse(service, known.replace("images before that is", "images before that are"));
                } else {
                    notices.add(name + " stays: " + known.replace("images before that is", "images before that are"));
                }
            }
        }
    }

    private static String images(int count) {
        return count == 1 ? "one image" : count + " images";
    }

    private void lastDeploys() {
        List<ImageRecord> all = history.services().stream()
                .filter(service -> !ours.of(service).isEmpty())
                .flatMap(service -> history.before(service).stream())
                .toList();
        List<Integer> deploys = all.stream()
                .map(ImageRecord::deploy)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        if (deploys.isEmpty()) {
            notices.add("no deploy that is remembered has given a service another image");
            return;
        }
        if (deploys.size() < request.back()) {
            refused.add(Change.of(
                    ResourceId.service("all"),
                    Verdict.REFUSE,
                    Cause.of(
                            Cause.Kind.CANNOT_GO_BACK,
                            deploys.size() == 1
                                    ? "one deploy that has changed an image is remembered"
                                    : deploys.size() + " deploys that have changed an image are remembered")));
            return;
        }
        int first = deploys.get(request.back() - 1);
        all.stream()
                .filter(record -> record.deploy() >= first)
                .sorted(Comparator.comparingInt(ImageRecord::deploy))
                .forEach(record -> targets.putIfAbsent(record.service(), record));
    }

    /** Only a name that is still in the files can stand for an old image. */
    private void check(String service) {
        ImageRecord target = targets.get(service);
        if (target == null || !definition.compose().services().containsKey(service)) {
            targets.remove(service);
            notices.add(service + " stays: the files describe it no more");
            return;
        }
        boolean same = history.running(service)
                .filter(live -> live.imageId().equals(target.id()))
                .isPresent();
        if (same) {
            targets.remove(service);
            notices.add(service + " runs that image already");
            return;
        }
        String now = reference(service);
        if (!ImageName.canonical(now).equals(ImageName.canonical(target.reference()))) {
            refuse(
                    service,
                    "it ran " + target.reference() + ", and the files say " + now + " now; put " + target.reference()
                            + " back there and deploy");
        }
    }

    private void refuse(String service, String why) {
        targets.remove(service);
        refused.add(Change.of(ResourceId.service(service), Verdict.REFUSE, Cause.of(Cause.Kind.CANNOT_GO_BACK, why)));
    }

    /** What the files call the image of a service. */
    private String reference(String service) {
        return translation.model().imageReferences(service).get(0);
    }

    /** Whether there is something to go back to, and nothing against it. */
    boolean isPossible() {
        return refused.isEmpty() && !targets.isEmpty();
    }

    /** Where there is nothing to do, or something is against it. */
    Plan plan() {
        return new Plan(definition.project(), request.operation(), refused, List.of(), notices);
    }

    /** Likewise, for what is against it. */
    Plan refusing(List<Change> why) {
        return new Plan(definition.project(), request.operation(), why, List.of(), notices);
    }

    /** The deploy by which the services get the images: of all that have one of them by the same name. */
    DeployRequest deploy() {
        Set<String> references = targets.values().stream()
                .map(target -> ImageName.canonical(target.reference()))
                .collect(Collectors.toSet());
        List<String> names = definition.graph().vertices().stream()
                .filter(name -> targets.containsKey(definition.composeName(name))
                        || (!ours.of(definition.composeName(name)).isEmpty() && shares(name, references)))
                .sorted()
                .toList();
        DeployRequest deploy = DeployRequest.of(names)
                .withDependencies(false)
                .withPull(Pull.MISSING)
                .withBuild(Build.NEVER)
                .withLockWait(request.lockWait());
        return request.within().map(deploy::withWithin).orElse(deploy);
    }

    private boolean shares(String name, Collection<String> references) {
        String service = definition.composeName(name);
        return definition.compose().services().containsKey(service)
                && references.contains(ImageName.canonical(reference(service)));
    }

    /** What has to be known of the engine besides. */
    ObserveRequest toObserve(ObserveRequest deploy) {
        Set<String> images = new TreeSet<>(deploy.images());
        targets.values().forEach(target -> images.add(target.id()));
        return new ObserveRequest(deploy.project(), images, deploy.inspect());
    }

    /** How the images are had. */
    Restoration restoration(ObservedState observed) {
        Map<String, RestoredImage> images = new LinkedHashMap<>();
        List<Change> gone = new ArrayList<>();
        List<String> told = new ArrayList<>(notices);
        for (ImageRecord target : targets.values()) {
            boolean there = observed.images().containsKey(target.id());
            Optional<RestoredImage> other = Optional.ofNullable(images.get(ImageName.canonical(target.reference())));
            if (other.filter(image -> !image.id().equals(target.id())).isPresent()) {
                gone.add(cannot(target, "another service goes back to another image of " + target.reference()));
            } else if (!there && target.digest().isEmpty()) {
                gone.add(cannot(
                        target,
                        "image " + shortened(target.id())
                                + " is no longer there, and no registry is known to have it"));
            } else {
                images.put(
                        ImageName.canonical(target.reference()),
                        new RestoredImage(
                                target.id(), there ? Optional.empty() : target.digest(), current(observed, target)));
                told.add(told(target));
            }
        }
        if (targets.keySet().stream().anyMatch(this::hasVolumes)) {
            told.add("volumes stay as they are, with what newer programs may have written into them");
        }
        return new Restoration(request.operation(), images, told, gone);
    }

    private static Optional<String> current(ObservedState observed, ImageRecord target) {
        String wanted = ImageName.canonical(target.reference());
        return observed.images().values().stream()
                .filter(image -> !ImageName.isId(image.reference()))
                .filter(image -> ImageName.canonical(image.reference()).equals(wanted))
                .map(ObservedImage::id)
                .findFirst();
    }

    private boolean hasVolumes(String service) {
        return ours.of(service).stream()
                .flatMap(container -> container.mounts().stream())
                .anyMatch(mount -> mount.type().equals("volume"));
    }

    private static Change cannot(ImageRecord target, String why) {
        return Change.of(
                ResourceId.service(target.service()), Verdict.REFUSE, Cause.of(Cause.Kind.CANNOT_GO_BACK, why));
    }

    private static String told(ImageRecord target) {
        return target.service() + " goes back to the " + target.reference() + " that `" + target.operation()
                + "` has replaced (image " + shortened(target.id()) + ")";
    }

    private static String shortened(String id) {
        String digits = id.substring(id.indexOf(':') + 1);
        return digits.substring(0, Math.min(SHORT, digits.length()));
    }
}
