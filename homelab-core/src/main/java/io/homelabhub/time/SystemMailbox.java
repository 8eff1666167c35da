package io.homelabhub.time;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

final class SystemMailbox<T> implements Mailbox<T> {
    private final LinkedBlockingQueue<T> messages = new LinkedBlockingQueue<>();

    @Override
    public void put(T message) {
        messages.add(message);
    }

    @Override
    public T take() throws InterruptedException {
        return messages.take();
    }

    @Override
    public Optional<T> take(Duration within) throws InterruptedException {
        return Optional.ofNullable(messages.poll(within.toNanos(), TimeUnit.NANOSECONDS));
    }
}
