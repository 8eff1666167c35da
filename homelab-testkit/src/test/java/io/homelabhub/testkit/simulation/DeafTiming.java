package io.homelabhub.testkit.simulation;

import io.homelabhub.testkit.time.DelegatingTiming;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.Optional;

/** Swallows the interrupt of a thread that waits for a message, as an empty {@code catch} does. */
final class DeafTiming extends DelegatingTiming {
    DeafTiming(Timing timing) {
        super(timing);
    }

    @Override
    public <T> Mailbox<T> mailbox() {
        Mailbox<T> mailbox = timing.mailbox();
        return new Mailbox<>() {
            @Override
            public void put(T message) {
                mailbox.put(message);
            }

            @Override
            public T take() throws InterruptedException {
                try {
                    return mailbox.take();
                } catch (InterruptedException swallowed) {
                    return mailbox.take();
                }
            }

            @Override
            public Optional<T> take(Duration within) throws InterruptedException {
                try {
                    return mailbox.take(within);
                } catch (InterruptedException swallowed) {
                    return mailbox.take(within);
                }
            }
        };
    }
}
