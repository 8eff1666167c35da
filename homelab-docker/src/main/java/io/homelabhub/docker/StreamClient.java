package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls whose answer comes bit by bit: pulls, builds, logs, the output of commands, events. */
final class StreamClient {
    private final Connector connector;
    private final Timing timing;

    StreamClient(Connector connector, Timing timing) {
        this.connector = connector;
        this.timing = timing;
    }

    /**
     * Sends a request. Its answer is read, and {@code receiver} told of it, on a thread of its own, until it ends or is closed.
     *
     * @throws EngineException {@code UNREACHABLE} if no engine answers
     */
    <T> StreamedAnswer<T> open(ApiCall call, StreamForm<T> form, StreamedAnswer.Receiver<T> receiver) {
        StreamedAnswer<T> answer = new StreamedAnswer<>(call, form, receiver);
        answer.begin(connector, timing);
        return answer;
    }

    /**
     * Sends a request and hands every item of the answer to {@code consumer}, on this thread, until the last.
     *
     * @param patience how long the next item may take
     * @return false if it took longer
     * @throws EngineException if the request is refused or its answer breaks off
     */
    <T> boolean drain(ApiCall call, StreamForm<T> form, Supplier<Duration> patience, Consumer<? super T> consumer) {
        Mailbox<Message<T>> mailbox = timing.mailbox();
        StreamedAnswer<T> answer = open(call, form, new Posting<>(mailbox));
        try {
            while (true) {
                Duration left = patience.get();
                Optional<Message<T>> message = mailbox.take(left.isNegative() ? Duration.ZERO : left);
                if (message.isEmpty() || message.get().isEnd()) {
                    return message.isPresent();
                }
                consumer.accept(message.get().item());
            }
        } catch (InterruptedException interrupted) {
            throw Deadlines.interrupted(call.attempt(), interrupted);
        } finally {
            answer.close();
        }
    }

    /** Brings what is received to the thread that waits for it. */
    private record Posting<T>(Mailbox<Message<T>> mailbox) implements StreamedAnswer.Receiver<T> {
        @Override
        public void item(T item) {
            mailbox.put(new Message<>(item, null));
        }

        @Override
        public void ended(Optional<EngineException> failure) {
            mailbox.put(new Message<>(null, failure.orElse(null)));
        }
    }

    /** An item, a failure, or the end if it is neither. */
    private record Message<T>(@Nullable T value, @Nullable EngineException failure) {
        boolean isEnd() {
            if (failure != null) {
                throw failure;
            }
            return value == null;
        }

        T item() {
            return Optional.ofNullable(value).orElseThrow();
        }
    }
}
