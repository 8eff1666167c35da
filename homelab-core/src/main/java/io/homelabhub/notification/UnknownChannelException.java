package io.homelabhub.notification;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.problem.Suggestion;
import java.util.Collection;

/** A name is that of no channel. */
public final class UnknownChannelException extends HomelabException {
    private static final long serialVersionUID = 1L;

    UnknownChannelException(String name, Collection<String> known) {
        super(
                "`notify` in the catalog has no channel \"" + name + "\"",
                known.isEmpty() ? "It names none at all." : Suggestion.didYouMean(name, known),
                null);
    }
}
