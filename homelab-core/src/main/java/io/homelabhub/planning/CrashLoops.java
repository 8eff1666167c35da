package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.observed.Restarts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a project ends again and again, and what a plan makes of that. */
public final class CrashLoops {
    /** Exit codes of what was told to stop: by Ctrl-C, SIGKILL and SIGTERM. */
    private static final Set<Integer> STOPPED = Set.of(130, 137, 143);

    private final ProjectContainers containers;
    private final Instant now;

    public CrashLoops(ProjectContainers containers, Instant now) {
        this.containers = containers;
        this.now = now;
    }

    /** What would stay as it is and be called unchanged, though it ends again and again. */
    public List<String> notices(List<DesiredService> services) {
        return services.stream()
                .flatMap(service -> containers.of(service.name()).stream()
                        .flatMap(container -> Restarts.of(container).stream()
                                .filter(restarts -> restarts.isLooping(now))
                                .map(restarts -> service.name() + " keeps ending: container " + container.name()
                                        + " was " + restarts.text(now) + "; its log says why: docker logs "
                                        + container.name())))
                .toList();
    }

    /** The same state, in which what ended badly before has to stay up for longer than it last did, unless the owner says how long. */
    public DesiredState outlasting(DesiredState desired) {
        Map<String, Duration> settling = new HashMap<>();
        for (DesiredService service : desired.services()) {
            containers.of(service.name()).stream()
                    .filter(this::endedBadly)
                    .map(CrashLoops::settling)
                    .forEach(time -> settling.merge(service.name(), time, (a, b) -> a.compareTo(b) > 0 ? a : b));
        }
        return settling.isEmpty() ? desired : desired.settling(settling);
    }

    private boolean endedBadly(ObservedContainer container) {
        boolean ended = container.state() == ContainerState.EXITED || container.state() == ContainerState.DEAD;
        int exitCode = container.exitCode().orElse(0);
        return ended
                ? exitCode != 0 && !STOPPED.contains(exitCode)
                : Restarts.of(container)
                        .filter(restarts -> restarts.isUnsteady(now))
                        .isPresent();
    }

    private static Duration settling(ObservedContainer container) {
        return Restarts.of(container).map(Restarts::outlasted).orElse(Restarts.SHORTEST_PROOF);
    }
}
