package io.homelabhub.testkit.time;

import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;

/** Passes everything on; a subclass changes what it is about. */
public abstract class DelegatingTiming implements Timing {
    protected final Timing timing;

    protected DelegatingTiming(Timing timing) {
        this.timing = timing;
    }

    @Override
    public Instant now() {
        return timing.now();
    }

    @Override
    public Duration elapsed() {
        return timing.elapsed();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        timing.sleep(time);
    }

    @Override
    public Task start(String name, Runnable work) {
        return timing.start(name, work);
    }

    @Override
    public <T> Mailbox<T> mailbox() {
        return timing.mailbox();
    }
}
