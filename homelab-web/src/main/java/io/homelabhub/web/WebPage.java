package io.homelabhub.web;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.api.Api;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.notification.Lookout;
import io.homelabhub.time.Timing;
import io.homelabhub.web.http.PageServer;
import io.homelabhub.web.http.Refusal;
import io.homelabhub.web.http.Reply;
import io.homelabhub.web.http.Request;
import io.homelabhub.web.http.Route;
import io.homelabhub.web.live.Broadcast;
import io.homelabhub.web.live.Deploys;
import io.homelabhub.web.live.StackWatcher;
import io.homelabhub.web.live.UsageSampler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stack in a browser: its graph, live; what a deploy would do; logs; backups. Serves until it is closed.
 *
 * <pre>{@code
 * try (WebPage page = WebPage.builder(listener -> Homelab.builder().keepEngineOpen(true).listener(listener).build()).start()) {
 *     System.out.println(page.invitation()); // opens the page, once
 *     ...
 * }
 * }</pre>
 *
 * <p>It only shows, unless {@link WebPageBuilder#allowDeploy} was asked for. Thread-safe.
 */
@Api(Api.Status.STABLE)
public final class WebPage implements AutoCloseable {
    private final HomelabRuntime runtime;
    private final Deploys deploys;
    private final Lookout lookout;
    private final StackWatcher watcher;
    private final UsageSampler sampler;
    private final PageServer server;

    WebPage(WebPageBuilder settings) throws IOException {
        Timing timing = settings.timing();
        Broadcast broadcast = new Broadcast(timing);
        this.deploys = new Deploys(broadcast, timing);
        this.runtime = settings.runtime(deploys);
        this.lookout = runtime.notifications().lookout(settings.undelivered());
        OwnerNotices owner = new OwnerNotices(runtime, settings.undelivered());
        deploys.tell(result -> owner.tell(result, timing.now()));
        this.watcher = new StackWatcher(runtime, broadcast, lookout, timing);
        this.sampler = new UsageSampler(runtime, broadcast, timing);
        if (settings.samplesUsage()) {
            sampler.begin();
        }
        try {
            broadcast.state("page", Map.of("allowsDeploy", settings.allowsDeploy()));
            this.server = PageServer.start(
                    settings.address(), timing, routes(broadcast, settings), settings.terms(Failures::reply));
        } catch (IOException | RuntimeException failure) {
            closeWatchers();
            throw failure;
        }
    }

    /**
     * A builder of a page.
     *
     * @param runtime makes the runtime that the page looks through, which tells the listener that it is given of its runs. Best with
     *     {@link io.homelabhub.HomelabBuilder#keepEngineOpen}; it is closed with the page
     */
    public static WebPageBuilder builder(Function<ProgressListener, HomelabRuntime> runtime) {
        return new WebPageBuilder(runtime);
    }

    private Map<String, List<Route>> routes(Broadcast broadcast, WebPageBuilder settings) {
        Looks looks = new Looks(runtime, broadcast, settings.timing());
        Places places = new Places(runtime);
        PlanRoutes plans = new PlanRoutes(runtime, deploys, watcher, settings.allowsDeploy());
        return Stream.of(
                        Route.get("/api/session", request -> Reply.json(200, Map.of("in", true))),
                        Route.get("/api/stack", looks::stack),
                        Route.stream("/api/events", looks::events),
                        Route.get("/api/service", looks::service),
                        Route.stream("/api/logs", looks::logs),
                        Route.get("/api/usage", this::usage),
                        Route.get("/api/backups", looks::backups),
                        Route.get("/api/hosts", places::hosts),
                        Route.get("/api/hosts/check", places::checkedHosts),
                        Route.get("/api/routes", places::routes),
                        Route.get("/api/plan", plans::plan),
                        Route.post("/api/deploy", plans::deploy),
                        Route.post("/api/cancel", plans::cancel),
                        Route.post("/api/look", plans::look),
                        Route.post("/api/invitation", this::invitation),
                        Route.get("/metrics", this::metrics))
                .collect(Collectors.groupingBy(Route::path, LinkedHashMap::new, Collectors.toList()));
    }

    private Reply metrics(Request request) {
        return Metrics.reply(runtime, watcher.newest().filter(any -> watcher.answers()), deploys, server.listeners());
    }

    /** What a service has used during the last hour. */
    private Reply usage(Request request) throws Refusal {
        return Reply.json(200, sampler.history(Looks.name(request)));
    }

    /** For another browser: what to put behind the address. */
    private Reply invitation(Request request) {
        return Reply.json(200, Map.of("invitation", server.invite()));
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.address();
    }

    /**
     * A new address that lets one browser in, once: {@code http://127.0.0.1:8421/#f00…}. Whoever has it can see the stack, so it goes to
     * one person. What stands behind the {@code #} is never sent as part of a request's address.
     */
    public String invitation() {
        String host = address().getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + address().getPort() + "/#" + server.invite();
    }

    /**
     * Stops serving and closes the runtime. A deploy from the page that is under way is cancelled, and waited for until it has been
     * taken back; a thread that is interrupted meanwhile waits no longer than the engine's calls take. Twice is harmless.
     */
    @Override
    public void close() {
        deploys.end();
        server.close();
        closeWatchers();
    }

    private void closeWatchers() {
        sampler.close();
        watcher.close();
        lookout.close();
        runtime.close();
    }
}
