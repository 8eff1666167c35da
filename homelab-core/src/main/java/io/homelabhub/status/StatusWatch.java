package io.homelabhub.status;

import io.homelabhub.definition.ProjectView;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.Watch;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.observed.Restarts;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.Session;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a project stands, told anew whenever something has happened to one of its containers, with an engine of its own that stays open
 * until this is closed. Files are read once. For one thread at a time; {@link #close} may come from another.
 *
 * <p>The engine is looked at only after an event, however long nothing happens, and when a crash loop is over, which no event tells; and where events never cease, as in a crash loop, so
 * seldom that the looks take a twentieth of the time at the most.
 */
public final class StatusWatch implements AutoCloseable {
    /** What happens at once is looked at once. */
    private static final Duration BURST = Duration.ofMillis(100);

    private static final int SHARE = 20;
    private static final int PROMPT_SHARE = 2;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Session session;
    private final ProjectView view;
    private final List<String> wanted;
    private final Timing timing;
    private final Mailbox<ContainerEvent> mailbox;
    private final OpenEngine open;
    private final Watch events;
    private int share = SHARE;
    private boolean due = true;
    private Duration notBefore = Duration.ZERO;
    private Optional<Instant> overAt = Optional.empty();
    private Optional<EngineException> trouble = Optional.empty();
    private boolean closed;

    /** @param wanted the services that are asked for, by their names in the catalog; none for all, orphans included */
    StatusWatch(Session session, ProjectView view, List<String> wanted, Timing timing) {
        this.session = session;
        this.view = view;
        this.wanted = wanted;
        this.timing = timing;
        this.mailbox = timing.mailbox();
        this.open = session.await();
        this.events = open.engine().watch(view.project(), mailbox::put);
    }

    /**
     * How it stands, as soon as it may stand otherwise than was told last; the first time at once.
     *
     * @param within the longest wait
     * @return empty if nothing has happened within that time, or the engine does not answer at present: {@link #trouble} says which
     * @throws EngineException if the first look fails; {@code INTERRUPTED} if the thread is interrupted, which leaves the flag set
     */
    public Optional<ProjectStatus> next(Duration within) {
        Duration end = timing.elapsed().plus(within);
        try {
            while (true) {
                hear(mailbox.take(Duration.ZERO));
                due |= overAt.filter(over -> !over.isAfter(timing.now())).isPresent();
                Duration now = timing.elapsed();
                if (due && now.compareTo(notBefore) >= 0) {
                    Optional<ProjectStatus> status = look(now);
                    if (status.isPresent()) {
                        return status;
                    }
                } else if (now.compareTo(end) >= 0) {
                    return Optional.empty();
                } else {
                    Duration until = due && notBefore.compareTo(end) < 0 ? notBefore : end;
                    hear(mailbox.take(shorter(until.minus(now))));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "interrupted while the project was watched");
        }
    }

    private Duration shorter(Duration wait) {
        return overAt.map(over -> Duration.between(timing.now(), over))
                .filter(left -> !due && left.compareTo(wait) < 0)
                .orElse(wait);
    }

    private void hear(Optional<ContainerEvent> first) throws InterruptedException {
        for (Optional<ContainerEvent> event = first; event.isPresent(); event = mailbox.take(Duration.ZERO)) {
            if (!due) {
                due = true;
                Duration settled = timing.elapsed().plus(BURST);
                notBefore = notBefore.compareTo(settled) < 0 ? settled : notBefore;
            }
        }
    }

    private Optional<ProjectStatus> look(Duration begin) {
        boolean first = notBefore.isZero();
        try {
            ProjectStatus all = StatusReader.of(
                    view,
                    open,
                    open.engine().observe(new ObserveRequest(view.project(), Set.of(), true)),
                    timing.now());
            Duration end = timing.elapsed();
            due = false;
            trouble = Optional.empty();
            overAt = endOfLoops(all);
            notBefore = end.plus(end.minus(begin).multipliedBy(share));
            return Optional.of(wanted.isEmpty() ? all : all.only(wanted));
        } catch (EngineException failure) {
            if (first || failure.kind() == Kind.INTERRUPTED) {
                throw failure;
            }
            trouble = Optional.of(failure);
            notBefore = timing.elapsed().plus(BETWEEN_TRIES);
            return Optional.empty();
        }
    }

    /** When the first of those that end again and again can be trusted, if it does not end again. */
    private static Optional<Instant> endOfLoops(ProjectStatus status) {
        return status.services().stream()
                .flatMap(service -> service.containers().stream()
                        .flatMap(container -> Restarts.of(container).stream())
                        .filter(restarts -> restarts.isLooping(service.asked())))
                .map(Restarts::trustedAt)
                .min(Comparator.naturalOrder());
    }

    /** From now on, where events never cease, looks may take a third of the time: for somebody who watches things change. */
    public void promptly() {
        share = PROMPT_SHARE;
    }

    /** What depends on what, by the files that were read when the watching began, else by labels. */
    public DependencyGraph graph() {
        return view.graph();
    }

    /** Why the engine does not answer at present; empty if it does. What was told last stands until then. */
    public Optional<EngineException> trouble() {
        return trouble;
    }

    /** Ends the watching. Twice is harmless. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            events.close();
            session.close();
        }
    }
}
