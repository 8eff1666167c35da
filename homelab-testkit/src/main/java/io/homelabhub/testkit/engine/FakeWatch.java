package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.Watch;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.testkit.time.VirtualClock;
import io.homelabhub.time.Mailbox;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings the events of one project's containers to a listener, a moment later, on a thread of its own. */
final class FakeWatch implements Watch {
    private static final Duration DELAY = Duration.ofMillis(3);
    private static final int MOST_DELAY = 300;

    private final Host host;
    private final String project;
    private final Consumer<ContainerEvent> listener;
    private final Mailbox<Optional<ContainerEvent>> mailbox;
    private volatile boolean closed;

    FakeWatch(Host host, String project, Consumer<ContainerEvent> listener) {
        this.host = host;
        this.project = project;
        this.listener = listener;
        this.mailbox = host.clock.mailbox();
    }

    void open() {
        host.watches.add(this);
        host.clock.start("fake-engine-events", this::listen);
    }

    void tell(ContainerEvent event, Map<String, String> labels) {
        boolean gap = event.kind() == ContainerEvent.Kind.GAP;
        if (gap || project.equals(labels.get(ComposeLabels.PROJECT))) {
            EventFaults faults = gap ? EventFaults.NONE : host.eventFaults;
            boolean dropped = host.random.nextDouble() < faults.dropped();
            boolean duplicated = host.random.nextDouble() < faults.duplicated();
            boolean delayed = host.random.nextDouble() < faults.delayed();
            if (!dropped) {
                tellAfter(delayed ? DELAY.multipliedBy(host.random.nextInt(MOST_DELAY)) : DELAY, event);
            }
            if (duplicated) {
                tellAfter(DELAY.multipliedBy(2), event);
            }
        }
    }

    private void tellAfter(Duration delay, ContainerEvent event) {
        VirtualClock.Timer unused = host.clock.after(delay, () -> mailbox.put(Optional.of(event)));
    }

    private void listen() {
        try {
            for (Optional<ContainerEvent> event = mailbox.take();
                    event.isPresent() && !closed;
                    event = mailbox.take()) {
                listener.accept(event.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        host.watches.remove(this);
        mailbox.put(Optional.empty());
    }
}
