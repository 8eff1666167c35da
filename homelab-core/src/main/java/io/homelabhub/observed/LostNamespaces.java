package io.homelabhub.observed;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerReference;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the namespaces that a running container has lost. One that lives in the network or the IPC namespace of another
 * keeps an empty one when the other ends, and no engine gives it the new one when the other starts again.
 */
public final class LostNamespaces {
    private LostNamespaces() {}

    /**
     * What {@code guest} has lost, as {@code network of vpn, which was started after it}; nothing unless it runs and was
     * inspected.
     *
     * @param containers finds a container by its id or name; one that is gone is not spoken of here
     */
    public static List<String> of(ObservedContainer guest, Function<String, Optional<ObservedContainer>> containers) {
        ApiObject inspection = guest.inspection().orElse(ApiObject.EMPTY);
        Optional<Instant> since = startOf(guest);
        if (!guest.state().isRunning() || since.isEmpty()) {
            return List.of();
        }
        return ContainerReference.of(inspection.object("HostConfig")).stream()
                .filter(reference -> reference.kind().isLostWithAnEnd())
                .flatMap(reference -> containers.apply(reference.container()).stream()
                        .flatMap(lender -> why(lender, since.get()).stream()
                                .map(why -> reference.kind().text() + " of " + lender.name() + ", " + why)))
                .toList();
    }

    private static Optional<String> why(ObservedContainer lender, Instant since) {
        if (!lender.state().isRunning()) {
            return Optional.of("which has ended");
        }
        return startOf(lender).filter(since::isBefore).map(later -> "which was started after it");
    }

    private static Optional<Instant> startOf(ObservedContainer container) {
        return container
                .inspection()
                .flatMap(inspection -> inspection.object("State").string("StartedAt"))
                .flatMap(LostNamespaces::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notAsDockerWritesIt) {
            return Optional.empty();
        }
    }
}
