package io.homelabhub.job;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.problem.Suggestion;
import java.util.Collection;

/** Somebody asked for a job that the files do not describe, or that no active profile has. */
public final class UnknownJobException extends HomelabException {
    private static final long serialVersionUID = 1L;

    UnknownJobException(String name, Collection<String> known) {
        super(
                "no job `" + name + "`."
                        + Suggestion.nearest(name, known)
                                .map(near -> " Did you mean `" + near + "`?")
                                .orElse(""),
                "`homelab jobs list` shows what there is.",
                null);
    }
}
