package io.homelabhub.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

enum SystemTiming implements Timing {
    INSTANCE;

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime());
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    @Override
    public Task start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread::interrupt;
    }

    @Override
    public <T> Mailbox<T> mailbox() {
        return new SystemMailbox<>();
    }
}
