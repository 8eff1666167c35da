package io.homelabhub.docker;

import com.github.dockerjava.api.async.ResultCallback;
import io.homelabhub.time.Mailbox;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings the items of one docker-java stream from its thread to the caller's, which waits with a deadline.
 *
 * @param <T> docker-java's item
 * @param <M> what is kept of it; taken on the stream's thread, as docker-java uses a frame's bytes again for the next
 */
final class Inbox<T, M> implements ResultCallback<T> {
    private final String attempt;
    private final Mailbox<Message<M>> mailbox;
    private final Function<T, M> copy;
    private final Connector connector;
    private @Nullable Closeable stream;
    private boolean closed;

    Inbox(String attempt, Mailbox<Message<M>> mailbox, Function<T, M> copy, Connector connector) {
        this.attempt = attempt;
        this.mailbox = mailbox;
        this.copy = copy;
        this.connector = connector;
    }

    /**
     * Hands every item to {@code consumer}, on this thread, until the stream ends; then closes it.
     *
     * @param patience how long the next item may take
     * @return false if it took longer
     */
    boolean drain(Supplier<Duration> patience, Consumer<M> consumer) {
        try (this) {
            while (true) {
                Duration left = patience.get();
                Optional<Message<M>> message = mailbox.take(left.isNegative() ? Duration.ZERO : left);
                if (message.isEmpty()) {
                    return false;
                }
                if (message.get().isEnd()) {
                    throwIfFailed(message.get().failure());
                    return true;
                }
                message.get().item().ifPresent(consumer);
            }
        } catch (InterruptedException interrupted) {
            throw Deadlines.interrupted(attempt, interrupted);
        }
    }

    private void throwIfFailed(@Nullable Throwable failure) {
        if (failure != null) {
            throw connector.failure(attempt, failure);
        }
    }

    @Override
    public void onStart(Closeable closeable) {
        boolean tooLate;
        synchronized (this) {
            stream = closeable;
            tooLate = closed;
        }
        if (tooLate) {
            closeQuietly(closeable);
        }
    }

    @Override
    public void onNext(T item) {
        mailbox.put(new Message<>(Optional.of(copy.apply(item)), false, null));
    }

    @Override
    public void onError(Throwable failure) {
        mailbox.put(new Message<>(Optional.empty(), true, failure));
    }

    @Override
    public void onComplete() {
        mailbox.put(new Message<>(Optional.empty(), true, null));
    }

    @Override
    public void close() {
        Closeable open;
        synchronized (this) {
            closed = true;
            open = stream;
        }
        if (open != null) {
            closeQuietly(open);
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException ignored) {
            // it is given up anyway
        }
    }

    record Message<M>(
            Optional<M> item, boolean isEnd, @Nullable Throwable failure) {}
}
