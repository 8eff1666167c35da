package io.homelabhub.look;

import io.homelabhub.api.Api;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStats;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.StatsListener;
import io.homelabhub.engine.Watch;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.problem.Problem;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.Session;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What containers use, measured all at once and again and again, with an engine of its own that stays open until this is closed.
 * Containers that come are joined, those that go are left. For one thread at a time; {@link #close} may come from another.
 */
public final class ServiceStats implements AutoCloseable {
    /** An engine that measures more slowly is not waited for: its last figures stand. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(5);

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Set<ContainerEvent.Kind> CHANGES = EnumSet.of(
            ContainerEvent.Kind.START,
            ContainerEvent.Kind.CREATE,
            ContainerEvent.Kind.DESTROY,
            ContainerEvent.Kind.RENAME,
            ContainerEvent.Kind.GAP);

    private final Session session;
    private final Engine engine;
    private final ProjectView view;
    private final List<String> names;
    private final Timing timing;
    private final Mailbox<Runnable> heard;
    private final Map<String, Reading> readings = new LinkedHashMap<>();
    private Optional<Watch> events = Optional.empty();
    private boolean changed;
    private boolean begun;
    private boolean closed;

    /** What is known of one container. Heard of on the thread that asks for rounds. */
    private final class Reading implements StatsListener {
        private final ObservedContainer container;
        private Optional<ContainerStats> newest = Optional.empty();
        private boolean fresh;
        private boolean live = true;
        private Watch watch = () -> {};

        Reading(ObservedContainer container) {
            this.container = container;
        }

        @Override
        public void sample(ContainerStats stats) {
            heard.put(() -> {
                newest = Optional.of(stats);
                fresh = true;
            });
        }

        @Override
        public void ended(Optional<EngineException> failure) {
            heard.put(() -> {
                live = false;
                newest = Optional.empty();
                failure.filter(problem -> problem.kind() == Kind.UNREACHABLE).ifPresent(problem -> {
                    throw problem;
                });
            });
        }
    }

    /**
     * Of one host among several.
     *
     * @param names services, groups or patterns; none for all that have containers there
     * @param session closed with it
     */
    @Api(Api.Status.INTERNAL)
    public static ServiceStats of(HomelabSettings settings, Session session, List<String> names) {
        return new ServiceStats(session, Scope.of(settings, session, names, false), names, settings.timing());
    }

    ServiceStats(Session session, Scope scope, List<String> names, Timing timing) {
        this.session = session;
        this.engine = scope.engine();
        this.view = scope.view();
        this.names = names;
        this.timing = timing;
        this.heard = timing.mailbox();
        read(scope.containers());
    }

    private void read(List<ObservedContainer> containers) {
        for (ObservedContainer container : containers) {
            Reading before = readings.get(container.id());
            if (before == null || (!before.live && container.state().isUp())) {
                Reading reading = new Reading(container);
                reading.live = container.state().isUp();
                readings.put(container.id(), reading);
                if (reading.live) {
                    reading.watch = engine.stats(container.id(), reading);
                }
            }
        }
    }

    /** Why the files could not be used, so that labels alone say what there is; none if they could. */
    public List<Problem> problems() {
        return view.problems();
    }

    /**
     * The next round, waiting until every container has been measured anew, which takes about a second.
     *
     * @return a row a container, by name, those that do not run among them
     * @throws EngineException {@code UNREACHABLE} if the engine goes away; {@code INTERRUPTED} if the thread is interrupted, which
     *     leaves the flag set
     */
    public List<ServiceUsage> next() {
        try {
            if (begun) {
                heed();
                lookAgainIfChanged();
            }
            waitForRound();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "interrupted while containers were measured");
        }
        begun = true;
        Map<String, ServiceUsage> rows = new TreeMap<>();
        for (Reading reading : readings.values()) {
            ObservedContainer container = reading.container;
            String service = view.catalogName(ProjectContainers.serviceOf(container));
            rows.put(
                    container.name() + " " + container.id(),
                    new ServiceUsage(service, container.name(), container.id(), reading.newest));
            reading.fresh = false;
        }
        return new ArrayList<>(rows.values());
    }

    /** Who wants one round alone need not wait for a subscription to events. What has happened before it is looked for. */
    private void heed() {
        if (events.isEmpty()) {
            events = Optional.of(
                    engine.watch(view.project(), event -> heard.put(() -> changed |= CHANGES.contains(event.kind()))));
            changed = true;
        }
    }

    private void waitForRound() throws InterruptedException {
        if (begun && readings.values().stream().noneMatch(reading -> reading.live)) {
            heard.take(IDLE).ifPresent(Runnable::run);
        }
        Duration end = timing.elapsed().plus(LONGEST_ROUND);
        while (readings.values().stream().anyMatch(reading -> reading.live && !reading.fresh)) {
            Duration left = end.minus(timing.elapsed());
            Optional<Runnable> next = heard.take(left.isNegative() ? Duration.ZERO : left);
            next.ifPresent(Runnable::run);
            if (next.isEmpty()) {
                return;
            }
        }
    }

    private void lookAgainIfChanged() throws InterruptedException {
        for (Optional<Runnable> next = heard.take(Duration.ZERO); next.isPresent(); next = heard.take(Duration.ZERO)) {
            next.get().run();
        }
        if (!changed) {
            return;
        }
        changed = false;
        ProjectContainers ours =
                ProjectContainers.of(view.project(), engine.observe(ObserveRequest.listing(view.project())));
        List<ObservedContainer> containers = view.containersOf(names, ours);
        Set<String> there = new HashSet<>();
        containers.forEach(container -> there.add(container.id()));
        readings.values().stream()
                .filter(reading -> !there.contains(reading.container.id()))
                .forEach(reading -> reading.watch.close());
        readings.keySet().retainAll(there);
        read(containers);
    }

    /** Ends the measuring. Twice is harmless. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            events.ifPresent(Watch::close);
            List.copyOf(readings.values()).forEach(reading -> reading.watch.close());
            session.close();
        }
    }
}
