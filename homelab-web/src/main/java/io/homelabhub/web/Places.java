package io.homelabhub.web;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.discovery.Entry;
import io.homelabhub.discovery.Routes;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.host.Host;
import io.homelabhub.inventory.HostCheck;
import io.homelabhub.web.http.Reply;
import io.homelabhub.web.http.Request;
import io.homelabhub.web.live.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Answers where things are: hosts, and which domain leads to which service. */
final class Places {
    private final HomelabRuntime runtime;
    private final AtomicBoolean checking = new AtomicBoolean();

    Places(HomelabRuntime runtime) {
        this.runtime = runtime;
    }

    /** The hosts that are named. Asks none of them. */
    Reply hosts(Request request) {
        return Reply.json(
                200,
                Map.of(
                        "hosts",
                        runtime.hosts().list().byName().values().stream()
                                .map(Places::host)
                                .toList()));
    }

    private static Map<String, @Nullable Object> host(Host host) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", host.name());
        document.put("endpoint", host.endpoint());
        document.put("address", host.address().orElse(null));
        document.put("description", host.description());
        document.put("labels", host.labels());
        return document;
    }

    /** Which of them answer; one look at a time, as each connects to every host. */
    Reply checkedHosts(Request request) {
        if (!checking.compareAndSet(false, true)) {
            return Reply.failure(429, "the hosts are being asked already", "Ask again in a moment.");
        }
        try {
            return Reply.json(
                    200,
                    Map.of(
                            "hosts",
                            runtime.hosts().check(List.of()).stream()
                                    .map(Places::checked)
                                    .toList()));
        } finally {
            checking.set(false);
        }
    }

    private static Map<String, @Nullable Object> checked(HostCheck check) {
        Map<String, @Nullable Object> document = host(check.host());
        document.put("reachable", check.isReachable());
        document.put("engine", check.engine().map(EngineInfo::toString).orElse(null));
        document.put("latencyMillis", check.latency().toMillis());
        document.put("problem", check.failure().map(Words::of).orElse(null));
        document.put("remedy", check.failure().map(failure -> failure.remedy()).orElse(null));
        return document;
    }

    /** Which domain leads where, as {@code homelab routes} tells it. */
    Reply routes(Request request) {
        Routes routes = runtime.discovery().routes(false);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("routes", routes.offered().stream().map(Places::route).toList());
        document.put(
                "obstacles", routes.obstacles().stream().map(Object::toString).toList());
        return Reply.json(200, document);
    }

    private static Map<String, @Nullable Object> route(Entry entry) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("service", entry.service());
        document.put("domains", entry.domains());
        document.put("host", entry.host().orElse(null));
        document.put("protocol", entry.protocol());
        document.put("target", entry.target());
        return document;
    }
}
