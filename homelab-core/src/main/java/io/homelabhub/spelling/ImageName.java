package io.homelabhub.spelling;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image reference in its parts, by the rules of the distribution project's reference grammar.
 *
 * @param registry as {@code docker.io} or {@code localhost:5000}
 * @param path as {@code library/redis}
 * @param tag if given
 * @param digest if given, as {@code sha256:…}
 */
public record ImageName(String registry, String path, Optional<String> tag, Optional<String> digest) {
    private static final String HUB = "docker.io";
    private static final String OFFICIAL = "library/";
    private static final Pattern ID = Pattern.compile("(?:sha256:)?[0-9a-f]{64}");

    private static final String HOST = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern REGISTRY =
            Pattern.compile("(?:" + HOST + "(?:\\." + HOST + ")*|\\[[0-9A-Fa-f:]+])(?::[0-9]+)?");
    private static final String WORD = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern PATH = Pattern.compile(WORD + "(?:/" + WORD + ")*");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z0-9]+)*:[0-9a-f]{32,}");
    private static final int LONGEST = 255;

    /** Whether any engine could have an image under {@code reference}, be it a name or an id. */
    public static boolean isPossible(String reference) {
        return isId(reference) || parse(reference).isPossible();
    }

    private boolean isPossible() {
        return registry.length() + path.length() < LONGEST
                && REGISTRY.matcher(registry).matches()
                && PATH.matcher(path).matches()
                && tag.filter(text -> !TAG.matcher(text).matches()).isEmpty()
                && digest.filter(text -> !DIGEST.matcher(text).matches()).isEmpty();
    }

    /** Whether {@code reference} is an image's id and no name. */
    public static boolean isId(String reference) {
        return ID.matcher(reference).matches();
    }

    /** The parts of {@code reference}, whatever they hold: nothing is checked. */
    public static ImageName parse(String reference) {
        int at = reference.indexOf('@');
        Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(reference.substring(at + 1));
        String name = at < 0 ? reference : reference.substring(0, at);
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        Optional<String> tag = colon < 0 ? Optional.empty() : Optional.of(name.substring(colon + 1));
        String repository = colon < 0 ? name : name.substring(0, colon);
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        if (!isHost(first)) {
            return new ImageName(HUB, slash < 0 ? OFFICIAL + repository : repository, tag, digest);
        }
        String path = repository.substring(slash + 1);
        boolean hub = first.equals(HUB) || first.equals("index." + HUB);
        return new ImageName(hub ? HUB : first, hub && !path.contains("/") ? OFFICIAL + path : path, tag, digest);
    }

    private static boolean isHost(String part) {
        return part.contains(".") || part.contains(":") || part.equals("localhost");
    }

    /** The repository as people write it: {@code redis}, {@code minio/minio}, {@code ghcr.io/x/y}. */
    public String familiarRepository() {
        if (!registry.equals(HUB)) {
            return registry + "/" + path;
        }
        return path.startsWith(OFFICIAL) ? path.substring(OFFICIAL.length()) : path;
    }

    /** The digest if there is one, else the tag, else {@code latest}. */
    public String version() {
        return digest.or(() -> tag).orElse("latest");
    }

    /** One spelling for all that mean the same; a digest makes the tag void. */
    public String canonical() {
        return registry + "/" + path + (digest.isPresent() ? "@" : ":") + version();
    }

    /** The same as people write it: what the engine's filter for references compares with. */
    public String familiar() {
        return familiarRepository() + (digest.isPresent() ? "@" : ":") + version();
    }

    /** The one spelling of a name; an image's id as it is. */
    public static String canonical(String reference) {
        return isId(reference) ? reference : parse(reference).canonical();
    }

    /** What {@code docker login} takes, and the key in its configuration file. */
    public String credentialsKey() {
        return registry.equals(HUB) ? "https://index.docker.io/v1/" : registry;
    }
}
