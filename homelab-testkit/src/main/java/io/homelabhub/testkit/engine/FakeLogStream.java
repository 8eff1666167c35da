package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.LogLine;
import io.homelabhub.engine.LogListener;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.engine.Watch;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Brings a container's log to a listener, on a thread of its own. */
final class FakeLogStream implements Watch {
    private final Host host;
    private final LogRequest request;
    private final LogListener listener;
    private final Mailbox<Message> mailbox;
    private Optional<Task> task = Optional.empty();
    private volatile boolean closed;

    /** A line, or the end. */
    private record Message(Optional<LogLine> line, Optional<EngineException> failure) {}

    FakeLogStream(Host host, LogRequest request, LogListener listener) {
        this.host = host;
        this.request = request;
        this.listener = listener;
        this.mailbox = host.clock.mailbox();
    }

    /** @param find takes the time of the call, and fails as the call does */
    FakeLogStream open(Supplier<FakeContainer> find) {
        task = Optional.of(host.clock.start("fake-engine-log", () -> read(find)));
        return this;
    }

    void line(LogLine line) {
        if (request.isWanted(line.time())) {
            mailbox.put(new Message(Optional.of(line), Optional.empty()));
        }
    }

    void end(Optional<EngineException> failure) {
        mailbox.put(new Message(Optional.empty(), failure));
    }

    private void read(Supplier<FakeContainer> find) {
        try {
            FakeContainer container = find.get();
            if (!closed) {
                listener.begun();
                begin(container);
                tellAll();
                container.log.leave(this);
            }
        } catch (EngineException failure) {
            tellEnd(Optional.of(failure));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(FakeContainer container) {
        List<LogLine> wanted = container.log.lines().stream()
                .filter(line -> request.isWanted(line.time()))
                .toList();
        int skipped = Math.max(0, wanted.size() - request.tail().orElse(wanted.size()));
        wanted.stream().skip(skipped).forEach(this::line);
        if (request.follow() && container.isUp()) {
            container.log.follow(this);
        } else {
            end(Optional.empty());
        }
    }

    private void tellAll() throws InterruptedException {
        for (Message message = mailbox.take(); !closed; message = mailbox.take()) {
            if (message.line().isEmpty()) {
                tellEnd(message.failure());
                return;
            }
            listener.line(message.line().get());
        }
    }

    private void tellEnd(Optional<EngineException> failure) {
        if (!closed) {
            listener.ended(failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        end(Optional.empty());
        task.ifPresent(Task::interrupt);
    }
}
