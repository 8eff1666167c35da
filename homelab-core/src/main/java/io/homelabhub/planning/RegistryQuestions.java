package io.homelabhub.planning;

import io.homelabhub.desired.DesiredImage;
import io.homelabhub.desired.DesiredImage.Policy;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.ObservedState;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which images have to be asked about at their registries before a deploy can be planned: those that are fetched though the
 * engine has them, where the time for that has come; and those that are missing, where a build steps in for what no registry
 * has. Pure, as the plan is: the clock is an argument.
 */
public final class RegistryQuestions {
    private RegistryQuestions() {}

    /**
     * The references to ask about; none in the usual case.
     *
     * @param observed what the engine has, images inspected
     * @param now the time by which the age of an image counts
     */
    public static Set<String> of(DesiredState desired, ObservedState observed, DeployOptions options, Instant now) {
        return desired.services().stream()
                .filter(service -> !service.containers().isEmpty())
                .flatMap(service -> service.images().stream())
                .filter(image -> Optional.ofNullable(observed.images().get(image.reference()))
                        .map(live -> isAsked(image, live, options.policyOf(image), now))
                        .orElseGet(() -> image.isPulledOrBuilt() && mayPull(options.policyOf(image))))
                .map(DesiredImage::reference)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean mayPull(Policy policy) {
        return policy.kind() == Policy.Kind.MISSING || policy.kind() == Policy.Kind.REFRESH;
    }

    /** A digest in a name stands for one image for ever, and what only a build gives no registry has. */
    private static boolean isAsked(DesiredImage image, ObservedImage live, Policy policy, Instant now) {
        return policy.kind() == Policy.Kind.REFRESH
                && image.named()
                && !image.reference().contains("@")
                && !tagged(live).plus(policy.age()).isAfter(now);
    }

    /** When the name was last given to the image, as docker compose reckons; long ago if the engine does not tell. */
    private static Instant tagged(ObservedImage live) {
        try {
            return live.inspection()
                    .flatMap(inspection -> inspection.object("Metadata").string("LastTagTime"))
                    .map(Instant::parse)
                    .orElse(Instant.EPOCH);
        } catch (DateTimeException unreadable) {
            return Instant.EPOCH;
        }
    }
}
