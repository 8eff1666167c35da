package io.homelabhub.planning;

import io.homelabhub.desired.ContentPolicy;
import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.LateLabels;
import io.homelabhub.secret.SecretMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides what becomes of one container that is there. */
final class ContainerDecision {
    private final ObservedIndex observed;
    private final DeployOptions options;
    private final SecretMask mask;
    private final Set<String> recreatedServices;
    private final Set<String> restartedServices;
    private final Set<String> completing;

    /**
     * @param recreatedServices the services whose containers are made anew; grows while services are planned in order
     * @param restartedServices those that are ended and started again, likewise
     * @param completing the services that others wait for to end well
     */
    ContainerDecision(
            ObservedIndex observed,
            DeployOptions options,
            SecretMask mask,
            Set<String> recreatedServices,
            Set<String> restartedServices,
            Set<String> completing) {
        this.observed = observed;
        this.options = options;
        this.mask = mask;
        this.recreatedServices = recreatedServices;
        this.restartedServices = restartedServices;
        this.completing = completing;
    }

    Decision decide(DesiredService service, ContainerSpec wanted, ObservedContainer live, Set<String> lostResources) {
        List<Cause> recreate = new ArrayList<>();
        image(wanted, live).ifPresent(recreate::add);
        LiveDifferences differences = differences(wanted, live, sameHash(wanted, live));
        differences.irreversible().ifPresent(recreate::add);
        content(service, wanted, live).ifPresent(recreate::add);
        lostResources.forEach(name -> recreate.add(Cause.of(Cause.Kind.NETWORK_CHANGED, name)));
        followed(service).ifPresent(recreate::add);
        if (options.recreate()) {
            recreate.add(Cause.of(Cause.Kind.FORCED));
        }
        if (!recreate.isEmpty()) {
            return new Decision(Verdict.RECREATE, recreate, List.of());
        }
        List<Decision.Update> updates = differences.updates();
        if (!updates.isEmpty()) {
            return new Decision(Verdict.UPDATE, differences.updateCauses(), updates);
        }
        return byState(service, live);
    }

    private LiveDifferences differences(ContainerSpec wanted, ObservedContainer live, boolean sameHash) {
        ContainerComparison comparison = new ContainerComparison(
                wanted, live, observed.imageConfig(live.imageId()), observed.namesById(), mask, sameHash);
        return new LiveDifferences(wanted, live, comparison, sameHash);
    }

    private Optional<Cause> image(ContainerSpec wanted, ObservedContainer live) {
        Optional<String> id = observed.image(wanted.image()).map(ObservedImage::id);
        boolean same =
                id.map(live.imageId()::equals).orElseGet(() -> wanted.image().equals(reference(live)));
        if (same) {
            return Optional.empty();
        }
        String after = wanted.image() + id.map(known -> " " + shortened(known)).orElse("");
        String before = reference(live) + " " + shortened(live.imageId());
        return Optional.of(
                new Cause(Cause.Kind.IMAGE_CHANGED, "", List.of(new FieldDifference("image", before, after))));
    }

    /** The reference that a container was created from, also where it has moved on to another image. */
    private static String reference(ObservedContainer live) {
        return live.inspection()
                .flatMap(inspection -> inspection.object("Config").string("Image"))
                .orElse(live.image());
    }

    private static String shortened(String imageId) {
        String digits = imageId.substring(imageId.indexOf(':') + 1);
        return digits.substring(0, Math.min(12, digits.length()));
    }

    private static Optional<Cause> content(DesiredService service, ContainerSpec wanted, ObservedContainer live) {
        if (service.contentPolicy().reaction() == ContentPolicy.Reaction.IGNORE) {
            return Optional.empty();
        }
        return ContentDigests.difference(live.labels(), wanted.labels());
    }

    private Optional<Cause> followed(DesiredService service) {
        return service.dependencies().stream()
                .filter(DesiredDependency::shared)
                .map(DesiredDependency::service)
                .filter(recreatedServices::contains)
                .findFirst()
                .map(other -> Cause.of(Cause.Kind.DEPENDENCY_RECREATED, other));
    }

    private Decision byState(DesiredService service, ObservedContainer live) {
        Optional<String> restartedDependency = service.dependencies().stream()
                .filter(DesiredDependency::restart)
                .map(DesiredDependency::service)
                .filter(other -> recreatedServices.contains(other) || restartedServices.contains(other))
                .findFirst();
        if (live.state() == ContainerState.RUNNING) {
            return restartedDependency
                    .map(other -> Decision.of(Verdict.RESTART, Cause.of(Cause.Kind.DEPENDENCY_RECREATED, other)))
                    .orElseGet(Decision::keep);
        }
        return switch (live.state()) {
            case PAUSED -> Decision.of(Verdict.RESTART, Cause.of(Cause.Kind.PAUSED));
            case RESTARTING -> Decision.of(Verdict.RESTART, Cause.of(Cause.Kind.CRASHED, "in a restart loop"));
            default -> stopped(service, live);
        };
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

    /** Whether a container was made from the same configuration, as far as its hash tells. */
    private boolean sameHash(ContainerSpec wanted, ObservedContainer live) {
        Map<String, String> labels = LateLabels.complete(wanted.labels(), () -> "", name -> observed.container(name)
                .map(ObservedContainer::id)
                .orElse(""));
        String hash = labels.get(ComposeLabels.CONFIG_HASH);
        return live.label(ComposeLabels.CONFIG_HASH)
                .filter(found -> found.equals(hash))
                .isPresent();
    }
}
