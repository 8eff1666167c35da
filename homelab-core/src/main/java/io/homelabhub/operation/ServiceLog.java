package io.homelabhub.operation;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.operation.LogReading.Message;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The log of a project's services, all of their containers in one: lines come in the order in which they were written, by the
 * engine's nanoseconds. To be read by one thread at a time, and to be closed; a reader who takes its time slows the reading down
 * and lets nothing pile up.
 *
 * <p>Where it is followed, a line is held back for a fifth of a second at the most, until no container can still have an earlier one
 * on the way. Containers that are started later join, whether they are new, start again, or take the place of another; when the
 * engine has been restarted it goes on behind the last line that was read. It then ends only when it is closed, or after
 * {@link #endFollowing}.
 */
public final class ServiceLog implements AutoCloseable {
    private static final Duration HOLD_BACK = Duration.ofMillis(200);

    /** How long a container that the engine has not begun to answer about holds the others back. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LogSources sources;
    private final Mailbox<Message> mailbox;
    private final Timing timing;
    private volatile boolean follows;

    ServiceLog(LogSources sources, Mailbox<Message> mailbox, Timing timing, boolean follows) {
        this.sources = sources;
        this.mailbox = mailbox;
        this.timing = timing;
        this.follows = follows;
    }

    /**
     * The next line, waiting until it is there and its turn has come.
     *
     * @return empty at the end
     * @throws EngineException {@code UNREACHABLE} if the engine goes away while a log is read that is not followed;
     *     {@code INTERRUPTED} if the thread is interrupted, which leaves the flag set
     */
    public Optional<LogEntry> next() {
        try {
            while (true) {
                hearAll();
                Optional<LogReading> first = first();
                if (first.isPresent() && mayBeTold(first.get())) {
                    return Optional.of(masked(first.get().take()));
                }
                if (first.isEmpty() && !follows && sources.allHaveEnded()) {
                    return Optional.empty();
                }
                mailbox.take(untilSomethingChanges(first)).ifPresent(this::hear);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "interrupted while logs were read");
        }
    }

    /**
     * Ends the following of containers that have ended: {@link #next} goes on with what they have written last, and comes to an end
     * behind it. One that runs on is read as long as it does. May be called by any thread; twice is harmless.
     */
    public void endFollowing() {
        follows = false;
        mailbox.put(new Message.Enough());
    }

    /** Whether {@link #next} would return at once: with a line, or with the end. */
    public boolean ready() {
        try {
            hearAll();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
        Optional<LogReading> first = first();
        return first.map(this::mayBeTold).orElseGet(() -> !follows && sources.allHaveEnded());
    }

    /** The names of the containers that are read at present, sorted. */
    public List<String> containers() {
        return sources.readings().stream().map(LogReading::container).sorted().toList();
    }

    private LogEntry masked(LogEntry entry) {
        String text = sources.mask().mask(entry.text());
        return new LogEntry(entry.service(), entry.container(), entry.time(), entry.source(), text);
    }

    private void hearAll() throws InterruptedException {
        sources.lookAgainIfItIsTime();
        for (Optional<Message> message = mailbox.take(Duration.ZERO);
                message.isPresent();
                message = mailbox.take(Duration.ZERO)) {
            hear(message.get());
        }
    }

    private void hear(Message message) {
        if (message instanceof Message.Line line) {
            line.reading().hold(line.line(), line.endsBatch(), timing.elapsed());
        } else if (message instanceof Message.Begun begun) {
            begun.reading().hasBegun(timing.elapsed());
        } else if (message instanceof Message.Ended ended) {
            sources.hasEnded(ended.reading(), ended.failure());
        } else if (message instanceof Message.Happened happened) {
            ContainerEvent event = happened.event();
            if (event.kind() == ContainerEvent.Kind.START || event.kind() == ContainerEvent.Kind.GAP) {
                sources.lookAgainNow();
            }
        }
    }

    /** The one with the earliest line; of several the one whose container's name comes first. */
    private Optional<LogReading> first() {
        LogReading first = null;
        for (LogReading reading : sources.readings()) { // for each line: a stream would cost as much as all the rest
            if (!reading.isEmpty() && (first == null || reading.isBefore(first))) {
                first = reading;
            }
        }
        return Optional.ofNullable(first);
    }

    private boolean mayBeTold(LogReading first) {
        return holdBack(first).isZero();
    }

    /** How long the first line has to wait for those who may still have an earlier one; for ever where nobody is in a hurry. */
    private Duration holdBack(LogReading first) {
        Duration longest = Duration.ZERO;
        for (LogReading other : sources.readings()) {
            if (other.isLive() && other.isEmpty()) {
                Duration wait = follows ? waitFor(other, first) : PATIENCE;
                longest = longest.compareTo(wait) < 0 ? wait : longest;
            }
        }
        return longest;
    }

    private Duration waitFor(LogReading silent, LogReading first) {
        Duration since = silent.listensSince(PATIENCE);
        Duration from = since.compareTo(first.headArrived()) < 0 ? first.headArrived() : since;
        Duration left = from.plus(HOLD_BACK).minus(timing.elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration untilSomethingChanges(Optional<LogReading> first) {
        Duration wait = first.map(this::holdBack).orElse(PATIENCE);
        Duration look = sources.untilNextLook().orElse(PATIENCE);
        return wait.compareTo(look) < 0 ? wait : look;
    }

    /** Ends the reading. Twice is harmless. */
    @Override
    public void close() {
        sources.close();
    }
}
