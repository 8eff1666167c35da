package io.homelabhub.look;

import io.homelabhub.definition.ProjectView;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.EventListener;
import io.homelabhub.engine.EventRequest;
import io.homelabhub.engine.Watch;
import io.homelabhub.problem.Problem;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.session.Session;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What happens to a project's containers, with an engine of its own that stays open until this is closed. Outlives a restart of the
 * engine. For one thread at a time; {@link #close} may come from another.
 */
public final class ServiceEvents implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Session session;
    private final Engine engine;
    private final ProjectView view;
    private final Set<String> services;
    private final SecretMask mask;
    private final Timing timing;
    private final Mailbox<Message> mailbox;
    private final Set<EngineEvent> toldLast = new HashSet<>();
    private EventRequest request;
    private Watch watch;
    private boolean closed;

    /** An event, or the end of a connection. */
    private sealed interface Message {
        /** Something has happened. */
        record Happened(EngineEvent event) implements Message {}

        /** It does not go on. */
        record Ended(Optional<EngineException> failure) implements Message {}
    }

    /** @param services the Compose services that are asked for; none for all */
    ServiceEvents(Session session, Scope scope, Set<String> services, EventQuery query, Timing timing) {
        this.session = session;
        this.engine = scope.engine();
        this.view = scope.view();
        this.services = services;
        this.mask = scope.mask();
        this.timing = timing;
        this.mailbox = timing.mailbox();
        this.request = new EventRequest(view.project(), query.since(), query.until());
        this.watch = open();
    }

    private Watch open() {
        return engine.events(request, new EventListener() {
            @Override
            public void event(EngineEvent event) {
                mailbox.put(new Message.Happened(event));
            }

            @Override
            public void ended(Optional<EngineException> failure) {
                mailbox.put(new Message.Ended(failure));
            }
        });
    }

    /** Why the files could not be used, so that labels alone say what there is; none if they could. */
    public List<Problem> problems() {
        return view.problems();
    }

    /**
     * The next event, waiting until there is one.
     *
     * @return empty when the end is reached that was asked for
     * @throws EngineException {@code INTERRUPTED} if the thread is interrupted, which leaves the flag set; or what the engine refuses
     */
    public Optional<ServiceEvent> next() {
        try {
            while (true) {
                Message message = mailbox.take();
                if (message instanceof Message.Happened happened) {
                    if (isWanted(happened.event())) {
                        return Optional.of(told(happened.event()));
                    }
                } else if (message instanceof Message.Ended ended && !goesOn(ended)) {
                    return Optional.empty();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "interrupted while events were awaited");
        }
    }

    /** Whether it is of a service that was asked for, and not told before the engine was restarted. */
    private boolean isWanted(EngineEvent event) {
        boolean again = !toldLast.isEmpty() && toldLast.contains(event);
        return !again && (services.isEmpty() || services.contains(ServiceEvent.composeService(event)));
    }

    private ServiceEvent told(EngineEvent event) {
        if (request.since().filter(event.at()::equals).isEmpty()) {
            toldLast.clear();
            request = request.withSince(event.at());
        }
        toldLast.add(event);
        return ServiceEvent.of(event, view.catalogName(ServiceEvent.composeService(event)), mask::mask);
    }

    /** Where the engine was restarted, what has happened since the last event is asked for again. */
    private boolean goesOn(Message.Ended ended) throws InterruptedException {
        ended.failure().filter(problem -> problem.kind() != Kind.UNREACHABLE).ifPresent(problem -> {
            throw problem;
        });
        Instant now = timing.now();
        if (request.until().filter(end -> !now.isBefore(end)).isPresent()) {
            return false;
        }
        watch.close();
        timing.sleep(BETWEEN_TRIES);
        request = request.since().isPresent() ? request : request.withSince(now);
        try {
            watch = open();
        } catch (EngineException notYet) {
            mailbox.put(new Message.Ended(Optional.of(notYet)));
        }
        return true;
    }

    /** Ends the watching. Twice is harmless. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            watch.close();
            session.close();
        }
    }
}
