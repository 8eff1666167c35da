package io.homelabhub.testkit.time;

import io.homelabhub.time.Mailbox;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

final class VirtualMailbox<T> implements Mailbox<T> {
    private final Turns turns;
    private final ConcurrentLinkedQueue<T> messages = new ConcurrentLinkedQueue<>();

    VirtualMailbox(Turns turns) {
        this.turns = turns;
    }

    @Override
    public void put(T message) {
        messages.add(message);
    }

    @Override
    public T take() throws InterruptedException {
        return take(Turns.FOREVER).orElseThrow();
    }

    @Override
    public Optional<T> take(Duration within) throws InterruptedException {
        return take(within.toNanos());
    }

    private Optional<T> take(long nanos) throws InterruptedException {
        turns.await("waits for a message", () -> !messages.isEmpty(), nanos);
        return Optional.ofNullable(messages.poll());
    }
}
