package io.homelabhub.cli.progress;

import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Does something again and again, on a thread of its own, from a run's begin to its end. Not thread-safe. */
final class Ticker {
    private final Timing timing;
    private final Duration pause;
    private final Runnable tick;
    private @Nullable Task task;

    /** @param pause before each {@code tick} */
    Ticker(Timing timing, Duration pause, Runnable tick) {
        this.timing = timing;
        this.pause = pause;
        this.tick = tick;
    }

    void start() {
        task = timing.start("homelab-progress", this::run);
    }

    private void run() {
        try {
            while (true) {
                timing.sleep(pause);
                tick.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        if (task != null) {
            task.interrupt();
        }
    }
}
