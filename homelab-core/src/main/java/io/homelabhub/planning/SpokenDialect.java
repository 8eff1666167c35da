package io.homelabhub.planning;

import io.homelabhub.desired.Dialects;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ResourceId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which dialect of Docker Compose a project is in, and what its hashes say in either. */
final class SpokenDialect {
    private final Dialects dialects;
    private final ObservedIndex observed;

    SpokenDialect(Dialects dialects, ObservedIndex observed) {
        this.dialects = dialects;
        this.observed = observed;
    }

    /**
     * The dialect of the project's containers; where they differ, of the one that was made last, for that version of Docker
     * Compose is in use. A project without containers gets the one that its files ask for, else that of version 2.
     */
    ComposeDialect find() {
        return observed.ours().byService().values().stream()
                .flatMap(List::stream)
                .filter(container -> of(container).isPresent())
                .max(Comparator.comparing(ObservedContainer::created)
                        .thenComparing(container -> of(container).orElseThrow()))
                .flatMap(SpokenDialect::of)
                .or(dialects::chosen)
                .orElse(ComposeDialect.V2);
    }

    private static Optional<ComposeDialect> of(ObservedContainer container) {
        return container.label(ComposeLabels.VERSION).flatMap(ComposeDialect::ofVersion);
    }

    /**
     * Whether a container was made from the same configuration, as far as its hash tells: by whichever version of Docker Compose.
     *
     * @param wanted the labels that it shall have
     */
    boolean isSameHash(ResourceId service, Map<String, String> wanted, ObservedContainer live) {
        TreeSet<String> hashes = new TreeSet<>(dialects.hashes(service));
        Optional.ofNullable(wanted.get(ComposeLabels.CONFIG_HASH)).ifPresent(hashes::add);
        return live.label(ComposeLabels.CONFIG_HASH)
                .filter(found -> hashes.stream().map(observed::completeHash).anyMatch(found::equals))
                .isPresent();
    }
}
