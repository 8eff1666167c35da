package io.homelabhub.docker;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.Watch;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a project's events on a thread of its own. When the connection breaks it says GAP, connects anew as soon as
 * that works, and says GAP once more: only what is looked at after the second is sure to be followed by events.
 */
final class EventWatch implements Watch {
    private static final String ATTEMPT = "watching events";
    private static final Duration CONNECTING = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final StreamClient streams;
    private final Timing timing;
    private final String project;
    private final Consumer<ContainerEvent> listener;
    private final Object delivery = new Object();
    private volatile boolean closed;
    private volatile @Nullable StreamedAnswer<ApiObject> current;
    private @Nullable Task task;

    EventWatch(StreamClient streams, Timing timing, String project, Consumer<ContainerEvent> listener) {
        this.streams = streams;
        this.timing = timing;
        this.project = project;
        this.listener = listener;
    }

    /** Subscribes; from the return on nothing is missed without a GAP. */
    EventWatch open() {
        Subscription first = subscribe();
        task = timing.start("homelab-docker " + ATTEMPT, () -> follow(first));
        return this;
    }

    private void follow(Subscription first) {
        Subscription subscription = first;
        try {
            while (!closed) {
                subscription.end().take();
                if (closed) {
                    return;
                }
                tell(gap());
                subscription = subscribeAgain();
                tell(gap());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Subscription subscribeAgain() throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            timing.sleep(pause);
            try {
                return subscribe();
            } catch (EngineException notYet) {
                if (closed || notYet.kind() == EngineException.Kind.INTERRUPTED) {
                    throw new InterruptedException("closed");
                }
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            }
        }
    }

    private Subscription subscribe() {
        Subscription subscription = new Subscription(timing.mailbox(), timing.mailbox());
        StreamedAnswer<ApiObject> answer = streams.open(call(), StreamForm.JSON_LINES, subscription);
        current = answer;
        try {
            Optional<EngineException> failure =
                    subscription.started().take(CONNECTING).orElseThrow(() -> Deadlines.timedOut(CONNECTING, ATTEMPT));
            if (failure.isPresent()) {
                throw failure.get();
            }
            return subscription;
        } catch (InterruptedException interrupted) {
            throw Deadlines.interrupted(ATTEMPT, interrupted);
        } finally {
            if (closed) {
                answer.close();
            }
        }
    }

    private ApiCall call() {
        ApiObject filters = ApiObject.of(
                Map.of("type", List.of("container"), "label", List.of(ComposeLabels.PROJECT + "=" + project)));
        return ApiCall.get(ATTEMPT, "/events").query("filters", Json.text(filters));
    }

    private ContainerEvent gap() {
        return new ContainerEvent(ContainerEvent.Kind.GAP, "", "", Optional.empty(), timing.now());
    }

    private void tell(ContainerEvent event) {
        synchronized (delivery) {
            if (!closed) {
                listener.accept(event);
            }
        }
    }

    @Override
    public void close() {
        synchronized (delivery) {
            closed = true;
        }
        StreamedAnswer<ApiObject> open = current;
        if (open != null) {
            open.close();
        }
        Task follower = task;
        if (follower != null) {
            follower.interrupt();
        }
    }

    /** One connection: {@code started} tells that it stands, or why it does not; {@code end} that it is over. */
    private final class Subscription implements StreamedAnswer.Receiver<ApiObject> {
        private final Mailbox<Optional<EngineException>> started;
        private final Mailbox<Boolean> end;

        Subscription(Mailbox<Optional<EngineException>> started, Mailbox<Boolean> end) {
            this.started = started;
            this.end = end;
        }

        Mailbox<Optional<EngineException>> started() {
            return started;
        }

        Mailbox<Boolean> end() {
            return end;
        }

        @Override
        public void begun() {
            started.put(Optional.empty());
        }

        @Override
        public void item(ApiObject event) {
            ContainerEvents.read(event).ifPresent(EventWatch.this::tell);
        }

        @Override
        public void ended(Optional<EngineException> failure) {
            started.put(failure);
            end.put(true);
        }
    }
}
