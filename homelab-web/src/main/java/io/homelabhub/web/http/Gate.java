package io.homelabhub.web.http;

import com.sun.net.httpserver.Headers;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells our own page from all others that a browser may have open. That a server listens on loopback alone keeps nobody out: any page
 * can send requests there, and a name of its owner's can be made to lead there.
 *
 * <p>The {@code Host} has to be one of ours, so a rebound name is refused. What a browser says of where a request comes from ({@code
 * Origin}, {@code Sec-Fetch-Site}) has to be our own page; only to open it may a link come from elsewhere. What changes something has
 * to say so in a header that no form can set.
 */
public final class Gate {
    /** What every request that is no GET carries; its value does not matter. */
    static final String OWN_HEADER = "X-Homelab";

    private static final int HTTP = 80;
    private static final String MAKE_SURE = "Open the page by the address that `homelab web` prints.";

    private final Set<String> local;
    private final Set<String> trusted;

    /**
     * A gate of one server.
     *
     * @param port where it listens
     * @param trusted the {@code Host} that a proxy in front passes on, as {@code lab.example.net}; such a proxy speaks TLS
     */
    public Gate(int port, Set<String> trusted) {
        // a browser leaves out the port that is usual for the scheme
        this.local = Stream.of("127.0.0.1", "localhost", "[::1]")
                .flatMap(name -> port == HTTP ? Stream.of(name, name + ":" + port) : Stream.of(name + ":" + port))
                .collect(Collectors.toSet());
        this.trusted = new HashSet<>();
        trusted.forEach(host -> this.trusted.add(host.toLowerCase(Locale.ROOT)));
    }

    /**
     * Lets a request pass.
     *
     * @param page whether it asks for the page itself, which holds nothing of the stack
     * @throws Refusal 403 if it does not come from our own page
     */
    public void check(String method, boolean page, Headers headers) throws Refusal {
        String host = host(headers);
        boolean reads = method.equals("GET");
        Optional<String> origin = single("Origin", headers);
        if (origin.isPresent() ? !origin.get().equals(origin(host)) : !reads) {
            throw new Refusal(403, "the request comes from another page: its Origin is not this server's", MAKE_SURE);
        }
        Optional<String> site = single("Sec-Fetch-Site", headers);
        if (site.isPresent() && !site.get().equals("same-origin") && !opens(reads, page, site.get(), headers)) {
            throw new Refusal(403, "the request comes from another page, as the browser says", MAKE_SURE);
        }
        if (!reads && headers.getFirst(OWN_HEADER) == null) {
            throw new Refusal(403, "the request lacks the header " + OWN_HEADER, MAKE_SURE);
        }
    }

    /** The page is opened: by hand, or by a link in some other page, in a window of its own. */
    private static boolean opens(boolean reads, boolean page, String site, Headers headers) throws Refusal {
        boolean byHand = site.equals("none");
        boolean byLink = page
                && single("Sec-Fetch-Mode", headers).filter("navigate"::equals).isPresent()
                && single("Sec-Fetch-Dest", headers).filter("document"::equals).isPresent();
        return reads && (byHand || byLink);
    }

    /** Whether the request came through a proxy that speaks TLS. */
    public boolean isTrusted(Headers headers) throws Refusal {
        return trusted.contains(host(headers));
    }

    private String host(Headers headers) throws Refusal {
        String host = single("Host", headers)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .orElse("");
        if (!local.contains(host) && !trusted.contains(host)) {
            throw new Refusal(
                    403,
                    "the request is for another host than this server's",
                    MAKE_SURE + " Behind a proxy, start it with `--trusted-host`.");
        }
        return host;
    }

    private String origin(String host) {
        return (trusted.contains(host) ? "https://" : "http://") + host;
    }

    private static Optional<String> single(String name, Headers headers) throws Refusal {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new Refusal(400, "the request has the header " + name + " more than once");
        }
        return values.stream().findFirst();
    }
}
