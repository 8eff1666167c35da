package io.homelabhub.web.http;

import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The threads that requests are served on: so many at the most, and none for longer than a client may take. Who sends a request too
 * slowly, or reads an answer too slowly, has its thread interrupted, which closes its connection. Thread-safe.
 *
 * <p>Each request has a thread of its own, so that an interrupt cannot hit the next one. Requests beyond the limit wait.
 */
public final class Workers implements Executor, AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /** The request that a thread serves. */
    private static final ThreadLocal<@Nullable Job> CURRENT = new ThreadLocal<>();

    private final Timing timing;
    private final int most;
    private final Duration patience;
    private final Task watch;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Set<Job> jobs = new HashSet<>();
    private boolean closed;

    /** One request. Its fields are guarded by the {@link Workers}. */
    private static final class Job {
        @Nullable
        Task task;

        @Nullable
        Duration until;
    }

    /**
     * Workers that are waiting for work.
     *
     * @param most how many requests are served at once
     * @param patience how long one may take, {@link #untimed} work aside
     */
    public Workers(Timing timing, int most, Duration patience) {
        this.timing = timing;
        this.most = most;
        this.patience = patience;
        this.watch = timing.start("homelab-web-watch", this::lookAfterJobs);
    }

    @Override
    public synchronized void execute(Runnable work) {
        if (closed) {
            return;
        }
        if (jobs.size() < most) {
            begin(work);
        } else {
            waiting.add(work);
        }
    }

    private void begin(Runnable work) {
        Job job = new Job();
        job.until = timing.elapsed().plus(patience);
        jobs.add(job);
        job.task = timing.start("homelab-web", () -> run(job, work));
    }

    private void run(Job job, Runnable work) {
        CURRENT.set(job);
        try {
            work.run();
        } finally {
            CURRENT.remove();
            end(job);
        }
    }

    private synchronized void end(Job job) {
        jobs.remove(job);
        Runnable next = closed ? null : waiting.poll();
        if (next != null) {
            begin(next);
        }
    }

    /** What the calling request does next takes as long as it takes: it waits for us, not for its client. */
    public void untimed() {
        until(null);
    }

    /** From now on the calling request has as long as each had at first. */
    public void timed() {
        until(timing.elapsed().plus(patience));
    }

    private synchronized void until(@Nullable Duration end) {
        Job job = CURRENT.get();
        if (job != null) {
            job.until = end;
        }
    }

    /** How many requests are served at present. */
    public synchronized int busy() {
        return jobs.size();
    }

    private void lookAfterJobs() {
        try {
            while (true) {
                timing.sleep(BETWEEN_LOOKS);
                overdue(timing.elapsed()).forEach(Task::interrupt);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<Task> overdue(Duration now) {
        return jobs.stream()
                .filter(job -> job.until != null && job.until.compareTo(now) < 0)
                .flatMap(job -> Stream.ofNullable(job.task))
                .toList();
    }

    /** Ends all that is under way. Twice is harmless. */
    @Override
    public void close() {
        List<Task> under;
        synchronized (this) {
            closed = true;
            waiting.clear();
            under = jobs.stream().flatMap(job -> Stream.ofNullable(job.task)).toList();
        }
        watch.interrupt();
        under.forEach(Task::interrupt);
    }
}
