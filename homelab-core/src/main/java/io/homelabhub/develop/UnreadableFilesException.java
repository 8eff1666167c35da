package io.homelabhub.develop;

import io.homelabhub.failure.HomelabException;
import java.util.Map;
import java.util.stream.Collectors;

/** Files that have changed and could not be read, so that they were not copied. */
final class UnreadableFilesException extends HomelabException {
    private static final long serialVersionUID = 1L;
    private static final int NAMED = 5;

    /** @param files why not, by their places in the container; one at least */
    UnreadableFilesException(Map<String, String> files) {
        super(problem(files), "See that you may read them; they are tried again with the next change.", null);
    }

    private static String problem(Map<String, String> files) {
        String named = files.entrySet().stream()
                .limit(NAMED)
                .map(file -> file.getKey() + ": " + file.getValue())
                .collect(Collectors.joining("; "));
        return "not copied, as " + (files.size() == 1 ? "it" : "they") + " cannot be read: " + named
                + (files.size() > NAMED ? "; and " + (files.size() - NAMED) + " more" : "");
    }
}
