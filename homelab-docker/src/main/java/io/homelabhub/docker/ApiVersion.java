package io.homelabhub.docker;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the Engine API, as {@code 1.41}. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /** Docker 20.10's and Podman 4's; what older ones lack has not been tried. */
    static final ApiVersion LOWEST = new ApiVersion(1, 41);

    /** The newest that has been tried, Docker 29.0's. */
    static final ApiVersion HIGHEST = new ApiVersion(1, 56);

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");
    private static final Comparator<ApiVersion> ORDER =
            Comparator.comparingInt(ApiVersion::major).thenComparingInt(ApiVersion::minor);

    /** Empty if {@code text} is no version. */
    static Optional<ApiVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** What is spoken with an engine whose newest version is {@code offered}. */
    static ApiVersion spokenWith(ApiVersion offered) {
        return offered.compareTo(HIGHEST) < 0 ? offered : HIGHEST;
    }

    /** A container may be created with several networks. Before, the others are connected one by one. */
    boolean takesAllNetworksAtCreate() {
        return atLeast(1, 44);
    }

    /** A network's endpoint has its own MAC address. Before, the container had one. */
    boolean takesMacAddressOfEndpoint() {
        return atLeast(1, 44);
    }

    /** A health check's {@code start_interval} counts. Before, it is dropped in silence. */
    boolean honoursStartInterval() {
        return atLeast(1, 44);
    }

    /** A command is given the size of its terminal when it starts. Before, it is told afterwards. */
    boolean takesConsoleSize() {
        return atLeast(1, 42);
    }

    /** An image tells its manifests, if the engine keeps them and is asked. */
    boolean tellsManifests() {
        return atLeast(1, 48);
    }

    /** A single measurement is made when it is asked for. Docker 20.10 waits for its next round all the same, up to a second. */
    boolean measuresAtOnce() {
        return atLeast(1, 51);
    }

    private boolean atLeast(int otherMajor, int otherMinor) {
        return compareTo(new ApiVersion(otherMajor, otherMinor)) >= 0;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
