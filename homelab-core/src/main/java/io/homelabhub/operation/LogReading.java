package io.homelabhub.operation;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.LogLine;
import io.homelabhub.engine.LogListener;
import io.homelabhub.engine.Watch;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One container's log as far as it has come. The engine's thread posts what it reads, and waits when too much of it has not been
 * taken yet; all else is done by the thread that merges.
 */
final class LogReading implements LogListener {
    /** So many characters are posted before the reading waits for the first of them to be taken; twice as many at the most. */
    private static final int BATCH = 64 * 1024;

    private static final int BATCHES = 2;
    private static final int COST_OF_A_LINE = 64;

    private final LogSources sources;
    private final String id;
    private final String service;
    private final String container;
    private final Mailbox<Message> mailbox;
    private final Mailbox<Boolean> taken;
    private final Deque<Held> lines = new ArrayDeque<>();

    /** Of the engine's thread. */
    private int batch;

    private int batches;

    private Optional<Watch> watch = Optional.empty();
    private Duration asked;
    private @Nullable Duration begun;
    private boolean live = true;
    private boolean readable = true;

    /** The time of the newest line, and how many lines had it: what is told again from there on is passed over. */
    private Instant newest = Instant.MIN;

    private int atNewest;
    private int toPassOver;

    /** What is posted to the merging thread. */
    sealed interface Message {
        /** The engine has begun to answer. */
        record Begun(LogReading reading) implements Message {}

        /**
         * A line has been read.
         *
         * @param endsBatch whether the reading waits to hear that it was taken
         */
        record Line(LogReading reading, LogLine line, boolean endsBatch) implements Message {}

        /** It has come to its end, or was broken off. */
        record Ended(LogReading reading, Optional<EngineException> failure) implements Message {}

        /** Something has happened to a container of the project. */
        record Happened(LogSources sources, ContainerEvent event) implements Message {}

        /**
         * It has been looked for containers.
         *
         * @param sight what was seen, or throws why nothing was
         */
        record Looked(LogSources sources, Supplier<LogSources.Sight> sight) implements Message {}

        /** What is read is read to its end, and nothing more is looked for. */
        record Enough() implements Message {}
    }

    /** A line that waits for its turn. */
    private record Held(LogLine line, boolean endsBatch, Duration arrived) {}

    LogReading(
            LogSources sources, String id, String service, String container, Mailbox<Message> mailbox, Timing timing) {
        this.sources = sources;
        this.id = id;
        this.service = service;
        this.container = container;
        this.mailbox = mailbox;
        this.taken = timing.mailbox();
        this.asked = timing.elapsed();
    }

    // --- on the engine's thread ---

    @Override
    public void begun() {
        mailbox.put(new Message.Begun(this));
    }

    @Override
    public void line(LogLine line) {
        batch += line.text().length() + COST_OF_A_LINE;
        boolean full = batch >= BATCH;
        mailbox.put(new Message.Line(this, line, full));
        if (full) {
            batch = 0;
            batches++;
            waitUntilTaken();
        }
    }

    private void waitUntilTaken() {
        try {
            while (batches >= BATCHES) {
                taken.take();
                batches--;
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void ended(Optional<EngineException> failure) {
        mailbox.put(new Message.Ended(this, failure));
    }

    // --- on the merging thread ---

    String id() {
        return id;
    }

    String container() {
        return container;
    }

    /** Where it is read. */
    LogSources sources() {
        return sources;
    }

    void reads(Watch watch) {
        this.watch = Optional.of(watch);
    }

    /** It is read once more, from the newest line on. */
    LogReading again(Timing timing) {
        LogReading next = new LogReading(sources, id, service, container, mailbox, timing);
        next.newest = newest;
        next.atNewest = atNewest;
        next.toPassOver = atNewest;
        next.lines.addAll(lines);
        return next;
    }

    /** Where to go on; empty if nothing has been read. */
    Optional<Instant> newest() {
        return newest.equals(Instant.MIN) ? Optional.empty() : Optional.of(newest);
    }

    void hasBegun(Duration now) {
        begun = now;
    }

    void hasEnded() {
        live = false;
    }

    /** The engine keeps nothing that could be read. */
    void isUnreadable() {
        readable = false;
    }

    boolean isReadable() {
        return readable;
    }

    boolean isLive() {
        return live;
    }

    void hold(LogLine line, boolean endsBatch, Duration now) {
        if (wasToldBefore(line)) {
            confirm(endsBatch);
            return;
        }
        if (line.time().equals(newest)) {
            atNewest++;
        } else if (line.time().isAfter(newest)) {
            newest = line.time();
            atNewest = 1;
        }
        lines.add(new Held(line, endsBatch, now));
    }

    private boolean wasToldBefore(LogLine line) {
        if (toPassOver > 0 && line.time().equals(newest)) {
            toPassOver--;
            return true;
        }
        return toPassOver > 0 && line.time().isBefore(newest);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Whether its first line comes before that of another; both have one. */
    boolean isBefore(LogReading other) {
        int order = lines.element()
                .line()
                .time()
                .compareTo(other.lines.element().line().time());
        return order < 0 || (order == 0 && container.compareTo(other.container) < 0);
    }

    Duration headArrived() {
        return lines.element().arrived();
    }

    /** Since when it could have told of a line: since the engine began to answer, or was given up on. */
    Duration listensSince(Duration patience) {
        return begun == null ? asked.plus(patience) : begun;
    }

    LogEntry take() {
        Held held = lines.remove();
        confirm(held.endsBatch());
        LogLine line = held.line();
        return new LogEntry(
                sources.host(),
                service,
                container,
                line.time(),
                line.source(),
                sources.mask().mask(line.text()));
    }

    private void confirm(boolean endsBatch) {
        if (endsBatch) {
            taken.put(true);
        }
    }

    void close() {
        watch.ifPresent(Watch::close);
    }
}
