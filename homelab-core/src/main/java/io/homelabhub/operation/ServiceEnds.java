package io.homelabhub.operation;

import io.homelabhub.definition.ProjectView;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.Watch;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.session.Session;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ends of a project's containers, each told once, in the order in which they are heard of. A container that its restart policy
 * starts again has not ended. To be asked by one thread at a time, and to be closed.
 */
public final class ServiceEnds implements AutoCloseable {
    /** An end can be told a moment before a look shows it. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Session session;
    private final ProjectView view;
    private final Optional<Instant> since;
    private final Timing timing;
    private final Mailbox<ContainerEvent> events;
    private final Watch watch;
    private final Map<String, ObservedContainer> pending = new LinkedHashMap<>();
    private final Map<String, Integer> exitCodes = new LinkedHashMap<>();
    private final Deque<ContainerEnd> ended = new ArrayDeque<>();
    private Optional<Duration> nextLook = Optional.empty();

    private ServiceEnds(Session session, ProjectView view, Optional<Instant> since, Timing timing) {
        this.session = session;
        this.view = view;
        this.since = since;
        this.timing = timing;
        this.events = timing.mailbox();
        this.watch = engine().watch(view.project(), events::put);
    }

    /** Subscribes to events first and looks then, so that no end is missed in between. */
    static ServiceEnds open(
            Session session, ProjectView view, Collection<String> names, Optional<Instant> since, Timing timing) {
        ServiceEnds ends = new ServiceEnds(session, view, since, timing);
        try {
            ends.begin(names);
            return ends;
        } catch (RuntimeException | Error failure) {
            ends.watch.close();
            throw failure;
        }
    }

    private Engine engine() {
        return session.await().engine();
    }

    private void begin(Collection<String> names) {
        ObservedState observed = engine().observe(new ObserveRequest(view.project(), Set.of(), false));
        List<ObservedContainer> all = containers(observed, names);
        List<ObservedContainer> up =
                all.stream().filter(container -> container.state().isUp()).toList();
        (up.isEmpty() || since.isPresent() ? all : up).forEach(container -> pending.put(container.id(), container));
        lookAtAll();
    }

    private List<ObservedContainer> containers(ObservedState observed, Collection<String> names) {
        ProjectContainers ours = ProjectContainers.of(view.project(), observed);
        Set<String> services = new TreeSet<>(ours.byService().keySet());
        if (!names.isEmpty()) {
            ProjectView known = view.withOrphans(ours, names);
            services.clear();
            known.selector().members(names).forEach(service -> services.add(known.composeName(service)));
        }
        return services.stream().flatMap(service -> ours.of(service).stream()).toList();
    }

    /** Whether there is nothing whose end could be told. */
    public boolean isEmpty() {
        return pending.isEmpty() && ended.isEmpty();
    }

    /**
     * The next end, waiting until there is one.
     *
     * @param within the longest wait, zero or more
     * @return empty if all have been told, or the time is up
     * @throws EngineException if the engine goes away; {@code INTERRUPTED} if the thread is interrupted, which leaves the flag set
     */
    public Optional<ContainerEnd> next(Duration within) {
        Duration end = timing.elapsed().plus(within);
        try {
            while (ended.isEmpty() && !pending.isEmpty() && end.compareTo(timing.elapsed()) > 0) {
                Duration left = end.minus(timing.elapsed());
                Duration look = nextLook.map(at -> at.minus(timing.elapsed())).orElse(left);
                Duration wait = look.compareTo(left) < 0 ? look : left;
                events.take(wait.isNegative() ? Duration.ZERO : wait).ifPresent(this::hear);
                lookIfItIsTime();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "interrupted while waiting for containers to end");
        }
        return Optional.ofNullable(ended.poll());
    }

    private void hear(ContainerEvent event) {
        event.exitCode().ifPresent(code -> exitCodes.put(event.containerId(), code));
        if (event.kind() == ContainerEvent.Kind.GAP) {
            lookAtAll();
        } else if (event.kind() == ContainerEvent.Kind.DIE || event.kind() == ContainerEvent.Kind.DESTROY) {
            Optional.ofNullable(pending.get(event.containerId())).ifPresent(this::look);
        }
    }

    private void lookIfItIsTime() {
        if (nextLook.filter(at -> at.compareTo(timing.elapsed()) <= 0).isPresent()) {
            lookAtAll();
        }
    }

    private void lookAtAll() {
        nextLook = Optional.empty();
        List.copyOf(pending.values()).forEach(this::look);
    }

    private void look(ObservedContainer container) {
        Optional<ContainerStatus> status = engine().status(container.id());
        if (status.isEmpty()) {
            end(
                    container,
                    exitCodes.getOrDefault(container.id(), container.exitCode().orElse(0)));
        } else if (status.get().state().isUp()) {
            nextLook = exitCodes.remove(container.id()) == null
                    ? nextLook
                    : Optional.of(timing.elapsed().plus(LOOK_AGAIN));
        } else if (isLongAgo(status.get())) {
            pending.remove(container.id());
        } else {
            end(container, status.get().exitCode());
        }
    }

    private boolean isLongAgo(ContainerStatus status) {
        return since.filter(status.finishedAt()::isBefore).isPresent();
    }

    private void end(ObservedContainer container, int exitCode) {
        pending.remove(container.id());
        ended.add(
                new ContainerEnd(view.catalogName(ProjectContainers.serviceOf(container)), container.name(), exitCode));
    }

    /** Ends the watch. Twice is harmless. */
    @Override
    public void close() {
        watch.close();
        session.close();
    }
}
