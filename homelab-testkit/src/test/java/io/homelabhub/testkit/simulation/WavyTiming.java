package io.homelabhub.testkit.simulation;

import io.homelabhub.testkit.time.DelegatingTiming;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps messages back until all work under way has ended, so that its user can only go forward in waves. */
final class WavyTiming extends DelegatingTiming {
    private final List<Runnable> keptBack = new ArrayList<>();
    private int underWay;

    WavyTiming(Timing timing) {
        super(timing);
    }

    @Override
    public Task start(String name, Runnable work) {
        underWay++;
        return timing.start(name, () -> {
            work.run();
            underWay--;
            if (underWay == 0) {
                List<Runnable> wave = List.copyOf(keptBack);
                keptBack.clear();
                wave.forEach(Runnable::run);
            }
        });
    }

    @Override
    public <T> Mailbox<T> mailbox() {
        Mailbox<T> mailbox = timing.mailbox();
        return new Mailbox<>() {
            @Override
            public void put(T message) {
                if (underWay == 0) {
                    mailbox.put(message);
                } else {
                    keptBack.add(() -> mailbox.put(message));
                }
            }

            @Override
            public T take() throws InterruptedException {
                return mailbox.take();
            }

            @Override
            public Optional<T> take(Duration within) throws InterruptedException {
                return mailbox.take(within);
            }
        };
    }
}
