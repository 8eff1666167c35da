package io.homelabhub.compose.load;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.util.regex.Pattern;

/**
 * Files that are not on this machine. Docker compose fetches Compose files from registries and repositories; Homelab does not, as
 * loading never asks a network.
 */
final class Elsewhere {
    /** A scheme has two letters or more, as one letter is a drive; Java's paths make one slash of two. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)(oci|docker|docker-image|https?|git|ssh|git[+](ssh|https?)|s3|s?ftp):/.*|[\\w.-]+@[\\w.-]+:.*|(github|gitlab)[.]com/.*");

    private Elsewhere() {}

    static boolean is(String path) {
        return ADDRESS.matcher(path).matches();
    }

    /** {@code path} as its owner wrote it, if that was an address and it was taken for a path from some folder. */
    static String asWritten(String path) {
        return path.replaceFirst("^.*?/(?=(oci|https?|git|ssh):/|[\\w.-]+@[\\w.-]+:)", "");
    }

    /**
     * That a file cannot be read from there.
     *
     * @param kind what the file is: {@code Compose file}
     */
    static Problem problem(SourceLocation place, String trail, String kind, String path) {
        String address = path.replaceFirst("^([A-Za-z0-9+-]+):/([^/])", "$1://$2");
        return Problem.error(
                        place,
                        trail,
                        "\"" + address + "\" is not on this machine, and Homelab does not fetch a " + kind
                                + " from a registry, a repository or a web address")
                .withSuggestion("fetch it, and name the file");
    }
}
