package io.homelabhub.web.live;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.engine.ContainerStats;
import io.homelabhub.look.ServiceStats;
import io.homelabhub.look.ServiceUsage;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The one sampler of what services use, whatever the number of pages: a round each ten seconds, of which the last hour is kept. Between two
 * rounds the engine measures nothing for it. Thread-safe.
 */
public final class UsageSampler implements AutoCloseable {
    private static final Duration PACE = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofHours(1);

    private final HomelabRuntime runtime;
    private final Broadcast broadcast;
    private final Timing timing;
    private final Map<String, UsageHistory> histories = new TreeMap<>();
    private Optional<Task> task = Optional.empty();
    private Map<String, ContainerStats> before = Map.of();

    /** Of one server. */
    public UsageSampler(HomelabRuntime runtime, Broadcast broadcast, Timing timing) {
        this.runtime = runtime;
        this.broadcast = broadcast;
        this.timing = timing;
    }

    /** Begins to sample. */
    public void begin() {
        task = Optional.of(timing.start("homelab-web-usage", this::run));
    }

    private void run() {
        try {
            while (true) {
                try {
                    round();
                } catch (RuntimeException failure) { // the watcher says what is wrong; the next round tries again
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                }
                timing.sleep(PACE);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        List<ServiceUsage> rows;
        try (ServiceStats stats = runtime.services().stats()) {
            rows = stats.next();
        }
        Map<String, ContainerStats> now = new HashMap<>();
        Map<String, Usage> usages = new LinkedHashMap<>();
        for (ServiceUsage row : rows) {
            row.stats().ifPresent(stats -> {
                now.put(row.id(), stats);
                usages.merge(row.service(), usage(row.id(), stats), Usage::plus);
            });
        }
        before = now;
        tell(usages);
    }

    /** What has come and gone since the round before; a container that has started anew has no before. */
    private Usage usage(String id, ContainerStats stats) {
        ContainerStats last = before.getOrDefault(id, stats);
        double seconds = Duration.between(last.at(), stats.at()).toMillis() / 1000.0;
        boolean comparable = seconds > 0 && stats.received() >= last.received() && stats.sent() >= last.sent();
        return new Usage(
                stats.cpuPercent(),
                stats.memory(),
                comparable ? (stats.received() - last.received()) / seconds : 0,
                comparable ? (stats.sent() - last.sent()) / seconds : 0);
    }

    private void tell(Map<String, Usage> usages) {
        Instant now = timing.now();
        Map<String, Object> services = new LinkedHashMap<>();
        synchronized (histories) {
            histories.values().removeIf(history -> history.endsBefore(now.minus(KEPT)));
            usages.forEach((service, usage) -> {
                histories.computeIfAbsent(service, any -> new UsageHistory()).add(now, usage);
                services.put(service, usage.document());
            });
        }
        broadcast.state("usage", Map.of("at", now.getEpochSecond(), "services", services));
    }

    /** What a service has used during the last hour; nothing if it is not known. */
    public Map<String, ?> history(String service) {
        synchronized (histories) {
            UsageHistory history = histories.get(service);
            return history == null ? new UsageHistory().document() : history.document();
        }
    }

    @Override
    public void close() {
        task.ifPresent(Task::interrupt);
    }
}
