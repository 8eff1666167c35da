package io.homelabhub.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.homelabhub.engine.EngineException;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Listens to an answer that comes bit by bit from another machine. Nothing tells an engine that has nothing to say from one that is
 * frozen or cut off; so where none comes for a while, the engine is greeted on a connection of its own, and the answer given up
 * if it does not greet back.
 */
final class SilenceWatch implements AutoCloseable {
    /** How long nothing may come before the engine is greeted. */
    static final Duration SILENCE = Duration.ofSeconds(15);

    private static final Duration GREETING = Duration.ofSeconds(10);
    private static final String ATTEMPT = "listening to a silent engine";

    private final Connection connection;
    private final Timing timing;
    private final Deadlines deadlines;
    private final AtomicLong heard = new AtomicLong();
    private final Task task;

    private SilenceWatch(Connection connection, Timing timing, Runnable giveUp) {
        this.connection = connection;
        this.timing = timing;
        this.deadlines = new Deadlines(timing);
        this.task = timing.start("homelab-docker " + ATTEMPT, () -> watch(giveUp));
    }

    /** @param giveUp called once at most, on a thread of its own, when the engine answers no more */
    static SilenceWatch begin(Connection connection, Timing timing, Runnable giveUp) {
        return new SilenceWatch(connection, timing, giveUp);
    }

    /** The same stream, listened to. */
    InputStream over(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                heard.incrementAndGet();
                return one;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int count = super.read(bytes, from, length);
                heard.incrementAndGet();
                return count;
            }
        };
    }

    private void watch(Runnable giveUp) {
        try {
            while (true) {
                long before = heard.get();
                timing.sleep(SILENCE);
                if (heard.get() == before && !greets()) {
                    giveUp.run();
                    return;
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean greets() throws InterruptedException {
        try {
            return deadlines.within(GREETING, ATTEMPT, () -> {
                try (Response answer = connection
                        .http()
                        .execute(Request.builder().method("GET").path("/_ping").build())) {
                    return answer.getStatusCode() > 0;
                }
            });
        } catch (EngineException silent) {
            if (silent.kind() == EngineException.Kind.INTERRUPTED) {
                throw new InterruptedException("no longer listened to");
            }
            return false;
        } catch (RuntimeException broken) {
            return false;
        }
    }

    /** Ends the watch. Twice is harmless. */
    @Override
    public void close() {
        task.interrupt();
    }
}
