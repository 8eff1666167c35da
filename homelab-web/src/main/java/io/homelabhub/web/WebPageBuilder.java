package io.homelabhub.web;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.notification.Delivery;
import io.homelabhub.time.Timing;
import io.homelabhub.web.http.PageServer;
import io.homelabhub.web.http.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Settings of a {@link WebPage}. Each method refuses at once, by an {@link IllegalArgumentException} that names the value, what cannot
 * be used. Not thread-safe.
 */
public final class WebPageBuilder {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?");
    private static final int SHORTEST_SECRET = 16;

    private final Function<ProgressListener, HomelabRuntime> runtime;
    private final Set<String> trusted = new TreeSet<>();
    private InetAddress address = InetAddress.getLoopbackAddress();
    private int port;
    private boolean allowsDeploy;
    private Optional<String> metricsToken = Optional.empty();
    private Duration patience = Duration.ofSeconds(10);
    private Timing timing = Timing.system();
    private boolean samplesUsage = true;
    private Consumer<Delivery> undelivered = delivery -> {};

    WebPageBuilder(Function<ProgressListener, HomelabRuntime> runtime) {
        this.runtime = runtime;
    }

    /** The port to listen at; 0, the default, for any that is free. */
    public WebPageBuilder port(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the port is " + port + "; give 0 to 65535");
        }
        this.port = port;
        return this;
    }

    /** The address to listen at; loopback by default. Another needs a proxy in front, whose {@link #trustedHost} is to be named. */
    public WebPageBuilder address(InetAddress address) {
        this.address = address;
        return this;
    }

    /** Whether a plan that the page has shown can be applied from it; not so by default. */
    public WebPageBuilder allowDeploy(boolean allowsDeploy) {
        this.allowsDeploy = allowsDeploy;
        return this;
    }

    /** A name under which a proxy that speaks TLS offers the page, as it passes it on in {@code Host}: {@code lab.example.net}. */
    public WebPageBuilder trustedHost(String host) {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "the trusted host is `" + host + "`; give a name, and its port unless that is 443");
        }
        trusted.add(host);
        return this;
    }

    /** What a program brings as {@code Authorization: Bearer …} to read {@code /metrics} and nothing else; none by default. */
    public WebPageBuilder metricsToken(String token) {
        if (token.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("the token for /metrics has " + token.length() + " characters; give "
                    + SHORTEST_SECRET + " or more");
        }
        this.metricsToken = Optional.of(token);
        return this;
    }

    /** How long a client may take to send a request, and to take an answer; 10 s by default, more than zero. */
    public WebPageBuilder patience(Duration patience) {
        if (patience.isZero() || patience.isNegative()) {
            throw new IllegalArgumentException("the patience is " + patience + "; give more than zero");
        }
        this.patience = patience;
        return this;
    }

    /** The clock and the threads of the server; the machine's own by default. */
    public WebPageBuilder timing(Timing timing) {
        this.timing = timing;
        return this;
    }

    /**
     * Told what became of telling the owner something, by the channels of {@code notify}; hears nothing by default. Called on threads of
     * the page's.
     */
    public WebPageBuilder deliveries(Consumer<Delivery> told) {
        this.undelivered = told;
        return this;
    }

    /**
     * Whether what services use is measured, a round each ten seconds; so by default. Each round has a connection to the engine for each
     * container that runs, for a second or two.
     */
    public WebPageBuilder sampleUsage(boolean samplesUsage) {
        this.samplesUsage = samplesUsage;
        return this;
    }

    boolean samplesUsage() {
        return samplesUsage;
    }

    Consumer<Delivery> undelivered() {
        return undelivered;
    }

    Timing timing() {
        return timing;
    }

    boolean allowsDeploy() {
        return allowsDeploy;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(address, port);
    }

    HomelabRuntime runtime(ProgressListener listener) {
        return runtime.apply(listener);
    }

    PageServer.Terms terms(Function<RuntimeException, Reply> failures) {
        return new PageServer.Terms(trusted, metricsToken, patience, failures);
    }

    /**
     * Begins to serve.
     *
     * @throws IllegalArgumentException if the address is not loopback and no trusted host is named
     * @throws IOException if the port is taken
     */
    public WebPage start() throws IOException {
        if (!address.isLoopbackAddress() && trusted.isEmpty()) {
            throw new IllegalArgumentException("the address " + address.getHostAddress()
                    + " is not loopback; name the trusted host of the proxy in front of it");
        }
        return new WebPage(this);
    }
}
