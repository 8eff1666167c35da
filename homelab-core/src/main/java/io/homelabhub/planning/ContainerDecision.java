package io.homelabhub.planning;

import io.homelabhub.desired.ContentPolicy;
import io.homelabhub.desired.ContentPolicy.Reaction;
import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.LostNamespaces;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.spelling.ImageName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides what becomes of one container that is there. */
final class ContainerDecision {
    private final ObservedIndex observed;
    private final SpokenDialect dialect;
    private final DeployOptions options;
    private final SecretMask mask;
    private final ImagePlanning images;
    private final Renewals renewals;
    private final Set<String> completing;

    /**
     * A reason to make a container anew.
     *
     * @param onlyIf the fetches of which one has to bring another image for it to be one; empty if it is in any case
     */
    private record Reason(Cause cause, Set<Draft> onlyIf) {
        static Reason certain(Cause cause) {
            return new Reason(cause, Set.of());
        }
    }

    /**
     * @param renewals what becomes of other services; grows while services are planned in order
     * @param completing the services that others wait for to end well
     */
    ContainerDecision(
            ObservedIndex observed,
            SpokenDialect dialect,
            DeployOptions options,
            SecretMask mask,
            ImagePlanning images,
            Renewals renewals,
            Set<String> completing) {
        this.observed = observed;
        this.dialect = dialect;
        this.options = options;
        this.mask = mask;
        this.images = images;
        this.renewals = renewals;
        this.completing = completing;
    }

    Decision decide(DesiredService service, ContainerSpec wanted, ObservedContainer live, List<Cause> lost) {
        boolean sameHash = dialect.isSameHash(ResourceId.service(service.name()), wanted.labels(), live);
        LiveDifferences differences = differences(wanted, live, sameHash);
        Optional<ContentChange> content = content(service, wanted, live);
        if (staysAsMade(service, live)) {
            return keeping(service, wanted, live, lost, differences, content);
        }
        List<Reason> reasons = reasons(service, wanted, live, lost, differences, content);
        if (reasons.isEmpty() && !sameHash && startsWithHooks(service)) {
            reasons.add(
                    Reason.certain(Cause.of(Cause.Kind.CONFIGURATION_CHANGED, "(its hooks, or what no engine shows)")));
        }
        Decision otherwise = withoutRecreation(service, live, differences, content);
        return reasons.isEmpty() ? otherwise : recreation(reasons, otherwise);
    }

    /** No engine shows them: that they are others, or are there at all, only the hash tells. */
    private static boolean startsWithHooks(DesiredService service) {
        return !service.hooks().preStart().isEmpty()
                || !service.hooks().postStart().isEmpty();
    }

    /** Whether nobody asks for what the files say: it is to stay, or a deploy that starts nothing would end it. */
    private boolean staysAsMade(DesiredService service, ObservedContainer live) {
        return options.recreation().of(service.name()) == Recreate.NEVER
                || (!options.starts() && live.state().isUp());
    }

    private Decision keeping(
            DesiredService service,
            ContainerSpec wanted,
            ObservedContainer live,
            List<Cause> lost,
            LiveDifferences differences,
            Optional<ContentChange> content) {
        List<Reason> reasons = new ArrayList<>();
        lost.forEach(cause -> reasons.add(Reason.certain(cause)));
        reasons.addAll(followed(service));
        Decision otherwise = byState(service, live);
        if (!reasons.isEmpty()) {
            return recreation(reasons, otherwise);
        }
        boolean differs = image(wanted, live).isPresent()
                || differences.irreversible().isPresent()
                || !differences.updates().isEmpty()
                || content.isPresent();
        return differs && otherwise.verdict() == Verdict.KEEP
                ? Decision.of(Verdict.KEEP, Cause.of(Cause.Kind.KEPT))
                : otherwise;
    }

    private List<Reason> reasons(
            DesiredService service,
            ContainerSpec wanted,
            ObservedContainer live,
            List<Cause> lost,
            LiveDifferences differences,
            Optional<ContentChange> content) {
        List<Reason> reasons = new ArrayList<>();
        image(wanted, live).map(Reason::certain).ifPresent(reasons::add);
        differences
                .irreversible()
                .map(cause -> Reason.certain(explained(cause, service.contentPolicy())))
                .ifPresent(reasons::add);
        content.filter(change -> change.reaction() == Reaction.RECREATE)
                .map(change -> Reason.certain(change.cause()))
                .ifPresent(reasons::add);
        lost.forEach(cause -> reasons.add(Reason.certain(cause)));
        reasons.addAll(followed(service));
        if (options.recreation().of(service.name()) == Recreate.ALWAYS) {
            reasons.add(Reason.certain(Cause.of(Cause.Kind.FORCED)));
        }
        images.refresh(wanted.image())
                .map(refresh -> new Reason(refresh.consequence(), Set.of(refresh.fetch())))
                .ifPresent(reasons::add);
        return reasons;
    }

    /**
     * Whether an image turns out to be another is known only when it has been fetched. Where something else would be done
     * for certain, the container is made anew for certain as well: that does it all, whatever the image.
     */
    private static Decision recreation(List<Reason> reasons, Decision otherwise) {
        List<Cause> causes = new ArrayList<>(reasons.stream().map(Reason::cause).toList());
        boolean certain = reasons.stream().anyMatch(reason -> reason.onlyIf().isEmpty());
        Set<Draft> onlyIf = new LinkedHashSet<>(otherwise.onlyIf());
        reasons.forEach(reason -> onlyIf.addAll(reason.onlyIf()));
        if (!certain && otherwise.verdict() != Verdict.KEEP) {
            causes.addAll(otherwise.causes());
        }
        Decision decision = new Decision(Verdict.RECREATE, causes, List.of(), onlyIf, false);
        return certain || otherwise.isCertainChange() ? decision.certain() : decision;
    }

    private Decision withoutRecreation(
            DesiredService service,
            ObservedContainer live,
            LiveDifferences differences,
            Optional<ContentChange> content) {
        Decision decision = byState(service, live);
        if (content.isPresent() && content.get().reaction() != Reaction.RECREATE && options.starts()) {
            Verdict verdict = content.get().reaction() == Reaction.SIGNAL ? Verdict.SIGNAL : Verdict.RESTART;
            decision = decision.showing(verdict, content.get().cause());
        }
        List<Decision.Update> updates = differences.updates();
        return updates.isEmpty() ? decision : decision.after(updates, differences.updateCauses());
    }

    private LiveDifferences differences(ContainerSpec wanted, ObservedContainer live, boolean sameHash) {
        ContainerComparison comparison = new ContainerComparison(
                wanted, live, observed.imageConfig(live.imageId()), observed.namesById(), mask, sameHash);
        return new LiveDifferences(wanted, live, comparison, sameHash);
    }

    private Optional<Cause> image(ContainerSpec wanted, ObservedContainer live) {
        Optional<ObservedImage> image = observed.image(wanted.image());
        Optional<String> id = image.map(ObservedImage::id);
        boolean same =
                id.map(live.imageId()::equals).orElseGet(() -> sameName(wanted.image(), LiveContainer.reference(live)));
        if (same || image.filter(now -> runsTheSame(now, wanted, live)).isPresent()) {
            return Optional.empty();
        }
        String after = wanted.image() + id.map(known -> " " + shortened(known)).orElse("");
        String before = LiveContainer.reference(live) + " " + shortened(live.imageId());
        return Optional.of(
                new Cause(Cause.Kind.IMAGE_CHANGED, "", List.of(new FieldDifference("image", before, after))));
    }

    /** An index gets another digest with each build that attests itself, though nothing that runs is another. */
    private static boolean runsTheSame(ObservedImage image, ContainerSpec wanted, ObservedContainer live) {
        Optional<String> runs = live.inspection()
                .flatMap(inspection ->
                        inspection.object("ImageManifestDescriptor").string("digest"));
        return runs.isPresent() && runs.equals(image.manifests().digestFor(wanted.platform()));
    }

    private static boolean sameName(String reference, String other) {
        return ImageName.canonical(reference).equals(ImageName.canonical(other));
    }

    private static String shortened(String imageId) {
        String digits = imageId.substring(imageId.indexOf(':') + 1);
        return digits.substring(0, Math.min(12, digits.length()));
    }

    private Optional<ContentChange> content(DesiredService service, ContainerSpec wanted, ObservedContainer live) {
        return ContentChange.of(
                service.contentPolicy(),
                observed.contentRecords().seenBy(live),
                wanted.labels().getOrDefault(HomelabLabels.CONTENT, ""));
    }

    /** Who asks for a restart when a file changes is told why a changed variable takes more. */
    private static Cause explained(Cause cause, ContentPolicy policy) {
        boolean asksForLess = policy.reaction() == Reaction.RESTART || policy.reaction() == Reaction.SIGNAL;
        boolean variables = cause.differences().stream()
                .anyMatch(difference -> difference.path().startsWith("environment."));
        return asksForLess && variables
                ? new Cause(cause.kind(), "(variables are set when a container is made)", cause.differences())
                : cause;
    }

    private List<Reason> followed(DesiredService service) {
        return service.dependencies().stream()
                .filter(DesiredDependency::shared)
                .map(DesiredDependency::service)
                .flatMap(other -> renewals.recreated(other).stream()
                        .map(onlyIf -> new Reason(Cause.of(Cause.Kind.DEPENDENCY_RECREATED, other), onlyIf)))
                .toList();
    }

    /** A service that restarts with its dependencies, if one of them is made anew or restarted. */
    private Optional<Decision> restarted(DesiredService service) {
        List<Decision> restarts = service.dependencies().stream()
                .filter(DesiredDependency::restart)
                .map(DesiredDependency::service)
                .flatMap(other -> renewals.renewed(other).stream()
                        .map(onlyIf -> Decision.of(Verdict.RESTART, Cause.of(Cause.Kind.DEPENDENCY_RECREATED, other))
                                .onlyIf(onlyIf)))
                .toList();
        Set<Draft> onlyIf = new LinkedHashSet<>();
        restarts.forEach(restart -> onlyIf.addAll(restart.onlyIf()));
        return restarts.stream().filter(Decision::isCertainChange).findFirst().or(() -> restarts.stream()
                .findFirst()
                .map(first -> first.onlyIf(onlyIf)));
    }

    private Decision byState(DesiredService service, ObservedContainer live) {
        if (!options.starts()) {
            return Decision.keep();
        }
        if (live.state() == ContainerState.RUNNING) {
            Optional<Decision> restarted = restarted(service);
            return restarted
                    .filter(Decision::isCertainChange)
                    .or(() -> lost(live))
                    .or(() -> restarted)
                    .orElseGet(Decision::keep);
        }
        return switch (live.state()) {
            case PAUSED -> Decision.of(Verdict.RESTART, Cause.of(Cause.Kind.PAUSED));
            case RESTARTING -> Decision.of(Verdict.RESTART, Cause.of(Cause.Kind.CRASHED, "in a restart loop"));
            default -> stopped(service, live);
        };
    }

    /** Only a restart brings a lost namespace back. */
    private Optional<Decision> lost(ObservedContainer live) {
        List<String> lost = LostNamespaces.of(live, observed::find);
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(Decision.of(
                        Verdict.RESTART, Cause.of(Cause.Kind.NAMESPACE_LOST, String.join(", and the ", lost))));
    }

    private Decision stopped(DesiredService service, ObservedContainer live) {
        int exitCode = live.exitCode().orElse(0);
        boolean exited = live.state() == ContainerState.EXITED;
        if (exited && exitCode == 0 && completing.contains(service.name())) {
            return Decision.keep();
        }
        return Decision.of(
                Verdict.START,
                exited && exitCode != 0
                        ? Cause.of(Cause.Kind.CRASHED, "exit code " + exitCode)
                        : Cause.of(Cause.Kind.STOPPED));
    }
}
