package io.homelabhub.fleet;

import io.homelabhub.engine.EngineException;
import io.homelabhub.look.ServiceStats;
import io.homelabhub.look.ServiceUsage;
import io.homelabhub.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What containers of several hosts use, measured on all of them at the same time and again and again, until this is closed. A host that does
 * not answer is left out from then on. For one thread at a time.
 */
public final class FleetStats implements AutoCloseable {
    private final HostSessions sessions;
    private final Map<String, ServiceStats> stats = new TreeMap<>();
    private final Map<String, EngineException> silent = new TreeMap<>();

    private FleetStats(HostSessions sessions) {
        this.sessions = sessions;
    }

    /** @param names the services of each host that is measured; none for all that have containers there */
    static FleetStats open(HostSessions sessions, Map<String, List<String>> names) {
        FleetStats opened = new FleetStats(sessions);
        opened.take(
                sessions.triedOn(
                        names.keySet(),
                        one -> ServiceStats.of(
                                one.settings(), one.session(), names.getOrDefault(one.host(), List.of()))),
                opened.stats);
        return opened;
    }

    private <T> void take(Map<String, HostLook<T>> looks, Map<String, T> seen) {
        looks.forEach((host, look) -> {
            look.value().ifPresent(value -> seen.put(host, value));
            look.failure().ifPresent(failure -> silent.put(host, failure));
        });
    }

    /** Why the files could not be used, so that labels alone say what there is; none if they could. */
    public List<Problem> problems() {
        return stats.values().stream()
                .flatMap(one -> one.problems().stream())
                .distinct()
                .toList();
    }

    /**
     * The next round of all hosts that answer, as {@link ServiceStats#next} has it, by host.
     *
     * @throws EngineException {@code INTERRUPTED} if the thread is interrupted, which leaves the flag set
     */
    public Map<String, List<ServiceUsage>> next() {
        Map<String, List<ServiceUsage>> round = new TreeMap<>();
        take(
                sessions.triedOn(stats.keySet(), one -> Objects.requireNonNull(stats.get(one.host()))
                        .next()),
                round);
        leaveSilentOnes();
        return round;
    }

    /** What is left open would go on connecting to a host of which nobody asks any more. */
    private void leaveSilentOnes() {
        stats.entrySet().stream()
                .filter(one -> silent.containsKey(one.getKey()))
                .forEach(one -> one.getValue().close());
        stats.keySet().removeAll(silent.keySet());
    }

    /** The hosts that do not answer, or did not in the end, and why. */
    public Map<String, EngineException> silent() {
        return Map.copyOf(silent);
    }

    /** Whether some host still answers. */
    public boolean isAnythingLeft() {
        return !stats.isEmpty();
    }

    /** Ends the measuring. Twice is harmless. */
    @Override
    public void close() {
        stats.values().forEach(ServiceStats::close);
        sessions.close();
    }
}
