package io.homelabhub.web.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the page and what it asks for, to guests alone, over the JDK's own HTTP server. Thread-safe.
 *
 * <p>The page's own files are for everybody who gets through the {@link Gate}: without an invitation they show nothing.
 */
public final class PageServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);
    private static final int MOST_STREAMS = 200;
    private static final int MOST_AT_ONCE = MOST_STREAMS + 32;
    private static final int BACKLOG = 64;

    private final HttpServer server;
    private final Workers workers;
    private final Gate gate;
    private final Visitors visitors;
    private final Assets assets = new Assets();
    private final AtomicInteger streams = new AtomicInteger();
    private final Map<String, List<Route>> routes;
    private final Function<RuntimeException, Reply> failures;
    private final Optional<String> scraper;

    /**
     * How the server lets in and how it answers.
     *
     * @param trusted the {@code Host} headers of proxies
     * @param scraper what a program without a cookie brings as {@code Authorization: Bearer}, for {@code /metrics} alone; empty for none
     * @param patience how long a client may take to send a request, and to take an answer
     * @param failures what is said of what a handler throws
     */
    public record Terms(
            Set<String> trusted,
            Optional<String> scraper,
            Duration patience,
            Function<RuntimeException, Reply> failures) {
        public Terms {
            trusted = Set.copyOf(trusted);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Terms[trusted=" + trusted + "]";
        }
    }

    private PageServer(HttpServer server, Timing timing, Map<String, List<Route>> routes, Terms terms) {
        this.server = server;
        this.visitors = new Visitors(server.getAddress().getPort());
        this.routes = Map.copyOf(routes);
        this.workers = new Workers(timing, MOST_AT_ONCE, terms.patience());
        this.gate = new Gate(server.getAddress().getPort(), terms.trusted());
        this.failures = terms.failures();
        this.scraper = terms.scraper();
    }

    /**
     * Begins to listen.
     *
     * @param routes by path
     * @throws IOException if the address cannot be had
     */
    public static PageServer start(
            InetSocketAddress address, Timing timing, Map<String, List<Route>> routes, Terms terms) throws IOException {
        JdkLimits.set();
        HttpServer server = HttpServer.create(address, BACKLOG);
        PageServer page = new PageServer(server, timing, routes, terms);
        server.createContext("/", page::handle);
        server.setExecutor(page.workers);
        server.start();
        return page;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** A new word that lets one browser in, once. */
    public String invite() {
        return visitors.invite();
    }

    /** How many listen to a stream at present. */
    public int listeners() {
        return streams.get();
    }

    /** How many requests are served at present, streams included. */
    public int busy() {
        return workers.busy();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Reply> reply;
            try {
                reply = answer(exchange);
            } catch (Refusal refusal) {
                reply = Optional.of(Reply.of(refusal));
            } catch (RuntimeException failure) {
                LOG.debug("{} failed", exchange.getRequestURI().getPath(), failure);
                reply = Optional.of(failures.apply(failure));
            }
            workers.timed();
            if (reply.isPresent()) {
                reply.get().send(exchange);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return empty if it was streamed */
    private Optional<Reply> answer(HttpExchange exchange) throws Refusal, IOException, InterruptedException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        gate.check(method, Assets.isPage(path), exchange.getRequestHeaders());
        Request request = new Request(exchange);
        if (method.equals("GET")) {
            Optional<Reply> asset = assets.find(path, request.header("If-None-Match"));
            if (asset.isPresent()) {
                return asset;
            }
        }
        boolean comesIn = method.equals("POST") && path.equals("/api/session");
        if (!comesIn) {
            requireGuest(exchange, path);
        }
        if (method.equals("POST")) {
            request.readBody();
        }
        workers.untimed(); // from here on it waits for us
        if (comesIn) {
            return Optional.of(session(request, exchange));
        }
        return serve(route(method, path), request, exchange);
    }

    private Reply session(Request request, HttpExchange exchange) throws Refusal, IOException {
        String invitation = request.body().getOrDefault("invitation", "");
        String guest = visitors.admit(invitation)
                .orElseThrow(() -> new Refusal(
                        401,
                        "this invitation was used before, or is none",
                        "Take the address that `homelab web` prints, or a link from a browser that is in already."));
        boolean tls = gate.isTrusted(exchange.getRequestHeaders());
        return Reply.json(200, Map.of("in", true)).with("Set-Cookie", visitors.cookie(guest, tls));
    }

    private void requireGuest(HttpExchange exchange, String path) throws Refusal {
        List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
        if (!visitors.knows(cookies) && !(path.equals("/metrics") && isScraper(exchange))) {
            throw new Refusal(401, "nobody has let this browser in", "Open the address that `homelab web` prints.");
        }
    }

    private boolean isScraper(HttpExchange exchange) {
        String given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        return scraper.filter(secret -> Visitors.areEqual("Bearer " + secret, given))
                .isPresent();
    }

    private Route route(String method, String path) throws Refusal {
        List<Route> here = routes.getOrDefault(path, List.of());
        if (here.isEmpty()) {
            throw new Refusal(404, "there is nothing at this address");
        }
        return here.stream()
                .filter(route -> route.method().equals(method))
                .findFirst()
                .orElseThrow(() -> new Refusal(405, "this address does not take this method"));
    }

    private Optional<Reply> serve(Route route, Request request, HttpExchange exchange)
            throws Refusal, IOException, InterruptedException {
        if (route.handler() instanceof Route.Whole whole) {
            return Optional.of(whole.answer(request));
        }
        stream((Route.Streamed) route.handler(), request, new EventStream(exchange, workers));
        return Optional.empty();
    }

    private void stream(Route.Streamed handler, Request request, EventStream stream)
            throws Refusal, IOException, InterruptedException {
        if (streams.incrementAndGet() > MOST_STREAMS) {
            streams.decrementAndGet();
            throw new Refusal(503, "too many listen already", "Close some of the pages.");
        }
        try {
            handler.tell(request, stream);
        } finally {
            streams.decrementAndGet();
        }
    }

    /** Ends at once; streams end with it. Twice is harmless. */
    @Override
    public void close() {
        server.stop(0);
        workers.close();
    }
}
