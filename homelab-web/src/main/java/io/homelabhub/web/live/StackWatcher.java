package io.homelabhub.web.live;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.engine.EngineException;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.notification.Lookout;
import io.homelabhub.report.ServiceState;
import io.homelabhub.report.StackDocument;
import io.homelabhub.status.ProjectStatus;
import io.homelabhub.status.StatusWatch;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one watcher of the engine: tells how the stack stands as soon as it stands otherwise, and whether the engine answers. It goes on
 * through restarts of the engine and files that cannot be used for a while. Thread-safe.
 */
public final class StackWatcher implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(1);
    /** What was in trouble is looked at again though nothing happens: that it has stayed up since is what makes it well. */
    private static final Duration TROUBLE = Duration.ofMinutes(1);

    private final HomelabRuntime runtime;
    private final Broadcast broadcast;
    private final Lookout lookout;
    private final Timing timing;
    private final Task task;
    private volatile boolean stale;
    private volatile boolean closed;
    private volatile boolean answers;
    private volatile Optional<ProjectStatus> newest = Optional.empty();
    private Map<String, ServiceState> told = Map.of();
    private Duration lookedAt = Duration.ZERO;

    /**
     * Begins to watch.
     *
     * @param lookout told, too, how the stack stands
     */
    public StackWatcher(HomelabRuntime runtime, Broadcast broadcast, Lookout lookout, Timing timing) {
        this.runtime = runtime;
        this.lookout = lookout;
        this.broadcast = broadcast;
        this.timing = timing;
        this.task = timing.start("homelab-web-stack", this::run);
    }

    /** Reads the files again and looks anew, soon. */
    public void lookAgain() {
        stale = true;
    }

    /** How it stands, as was told last; empty before the first look. */
    public Optional<ProjectStatus> newest() {
        return newest;
    }

    /** Whether the engine answers, as far as is known. */
    public boolean answers() {
        return answers;
    }

    private void run() {
        try {
            while (true) {
                try {
                    watch();
                } catch (RuntimeException failure) {
                    if (closed || isInterrupt(failure)) {
                        return;
                    }
                    trouble(failure);
                    timing.sleep(TICK);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isInterrupt(RuntimeException failure) {
        return failure instanceof EngineException engine && engine.kind() == EngineException.Kind.INTERRUPTED;
    }

    private void watch() {
        stale = false;
        try (StatusWatch watch = runtime.watchStatus()) {
            watch.promptly();
            while (!stale) {
                Optional<ProjectStatus> status = watch.next(TICK);
                status.ifPresent(one -> stack(one, watch.graph()));
                watch.trouble().ifPresentOrElse(this::trouble, () -> engine(true, "", ""));
                if (isDueForTrouble() && watch.trouble().isEmpty()) {
                    stack(runtime.status(), watch.graph());
                }
            }
        }
    }

    private boolean isDueForTrouble() {
        boolean trouble = told.values().stream().anyMatch(ServiceState::isTrouble);
        return trouble && timing.elapsed().minus(lookedAt).compareTo(TROUBLE) > 0;
    }

    private void stack(ProjectStatus status, DependencyGraph graph) {
        lookedAt = timing.elapsed();
        newest = Optional.of(status);
        lookout.stands(status);
        broadcast.state("stack", StackDocument.of(status, graph, timing.now()));
        Map<String, ServiceState> now = StackDocument.states(status);
        now.forEach((service, state) -> {
            ServiceState before = told.getOrDefault(service, state);
            if (before != state) {
                broadcast.happened("happened", change(service, before, state));
            }
        });
        told = now;
    }

    private Map<String, ?> change(String service, ServiceState before, ServiceState now) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("at", timing.now());
        document.put("service", service);
        document.put("before", before.code());
        document.put("now", now.code());
        return document;
    }

    private void trouble(RuntimeException failure) {
        String remedy = failure instanceof HomelabException known ? known.remedy() : "";
        lookout.doesNotAnswer();
        engine(false, Words.of(failure), remedy);
    }

    private void engine(boolean answers, String problem, String remedy) {
        this.answers = answers;
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("answers", answers);
        document.put("problem", problem);
        document.put("remedy", remedy);
        broadcast.state("engine", document);
    }

    @Override
    public void close() {
        closed = true;
        task.interrupt();
    }
}
