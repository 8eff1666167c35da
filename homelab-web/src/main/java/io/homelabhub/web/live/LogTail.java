package io.homelabhub.web.live;

import io.homelabhub.failure.HomelabException;
import io.homelabhub.operation.LogEntry;
import io.homelabhub.operation.ServiceLog;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.Optional;

/**
 * A log that is followed for somebody who may leave at any time: lines can be waited for with a limit. No more than a thousand lines
 * are read ahead. For one thread.
 */
public final class LogTail implements AutoCloseable {
    private static final int BATCH = 500;

    private final ServiceLog log;
    private final Mailbox<Optional<LogEntry>> lines;
    private final Mailbox<Boolean> taken;
    private final Task task;
    private int count;
    private boolean ended;

    /** Begins to read. */
    public LogTail(ServiceLog log, Timing timing) {
        this.log = log;
        this.lines = timing.mailbox();
        this.taken = timing.mailbox();
        this.taken.put(true);
        this.task = timing.start("homelab-web-log", this::read);
    }

    private void read() {
        try (log) {
            int read = 0;
            for (Optional<LogEntry> line = log.next(); line.isPresent(); line = log.next()) {
                lines.put(line);
                if (++read % BATCH == 0) {
                    taken.take();
                }
            }
        } catch (HomelabException | InterruptedException ending) {
            // whoever reads is told of the end
        } finally {
            lines.put(Optional.empty());
        }
    }

    /** The next line; empty if there is none within that time, or no more at all, as {@link #hasEnded} tells. */
    public Optional<LogEntry> next(Duration within) throws InterruptedException {
        Optional<Optional<LogEntry>> line = lines.take(within);
        ended |= line.isPresent() && line.get().isEmpty();
        if (line.isPresent() && ++count % BATCH == 0) {
            taken.put(true);
        }
        return line.flatMap(one -> one);
    }

    /** Whether nothing more comes. */
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        task.interrupt();
    }
}
