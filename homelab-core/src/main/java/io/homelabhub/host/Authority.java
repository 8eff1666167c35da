package io.homelabhub.host;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine in the address of an engine. Names with an underscore are none to {@link URI#getHost}, and are usual in {@code ~/.ssh/config} and
 * in networks at home.
 *
 * @param user who is logged in there; empty if the address does not say
 * @param machine a name, an IPv4 address, or an IPv6 address in brackets
 * @param port 0 if the address does not say
 */
public record Authority(Optional<String> user, String machine, int port) {
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<user>[^@]*)@)?(?<machine>\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::(?<port>\\d{1,5}))?");

    /** That of an address; empty if it names no machine. */
    public static Optional<Authority> of(URI address) {
        return Optional.ofNullable(address.getRawAuthority())
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .map(found -> new Authority(
                        Optional.ofNullable(found.group("user")),
                        found.group("machine"),
                        Optional.ofNullable(found.group("port"))
                                .map(Integer::parseInt)
                                .orElse(0)));
    }

    /** That of an address as people write it; empty if it is none, or names no machine. */
    public static Optional<Authority> of(String address) {
        try {
            return of(URI.create(address.contains("://") ? address : "tcp://" + address));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
