package io.homelabhub.deployment;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.problem.Suggestion;
import java.util.Collection;

/** Somebody asked to remove a volume that neither the project's files nor the engine knows. */
public final class UnknownVolumeException extends HomelabException {
    private static final long serialVersionUID = 1L;

    /**
     * @param volume what was asked for
     * @param known the names of the project's volumes
     */
    UnknownVolumeException(String volume, Collection<String> known) {
        super(describe(volume, known), remedy(known), null);
    }

    private static String describe(String volume, Collection<String> known) {
        String meant = Suggestion.nearest(volume, known)
                .map(near -> " Did you mean `" + near + "`?")
                .orElse("");
        return "there is no volume `" + volume + "` in this project." + meant;
    }

    private static String remedy(Collection<String> known) {
        return known.isEmpty() ? "It has none." : "It has " + String.join(", ", known) + "; `all` means all of them.";
    }
}
