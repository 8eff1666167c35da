package io.homelabhub.operation;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.TerminalSize;
import io.homelabhub.plan.Action;
import io.homelabhub.session.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The streams of a service that runs once, with the engine of its own that they need. Closing it leaves a container that has not ended
 * to itself; one that has, and does not stay, is then gone.
 */
public final class OneOffSession implements ContainerSession {
    private final Session session;
    private final ContainerSession streams;
    private final String container;
    private final boolean removed;
    private final ReadWriteLock stopping = new ReentrantReadWriteLock();
    private Optional<Integer> exitCode = Optional.empty();
    private volatile boolean stopped;
    private boolean closed;

    /** @param removed whether the container goes when it has ended */
    OneOffSession(Session session, ContainerSession streams, String container, boolean removed) {
        this.session = session;
        this.streams = streams;
        this.container = container;
        this.removed = removed;
    }

    /** The name of the container. */
    public String container() {
        return container;
    }

    /**
     * Stops the container, from any thread; its output then ends. Again, while the container still takes its time, kills it with
     * {@code within} of zero. Does nothing once this is closed.
     *
     * @param within how long it gets to end; empty for what it says itself
     * @throws io.homelabhub.engine.EngineException if the engine does not answer
     */
    public void stop(Optional<Duration> within) {
        stopping.readLock().lock();
        try {
            if (!closed) {
                stopped = true;
                Effect unused = engine().perform(new Action.StopContainer(container, within), ActionProgress.NONE);
            }
        } finally {
            stopping.readLock().unlock();
        }
    }

    private Engine engine() {
        return session.await().engine();
    }

    @Override
    public boolean hasTerminal() {
        return streams.hasTerminal();
    }

    @Override
    public OutputStream input() {
        return streams.input();
    }

    @Override
    public void copyOutput(OutputStream output, OutputStream error) throws IOException {
        streams.copyOutput(output, error);
    }

    @Override
    public void resize(TerminalSize size) {
        streams.resize(size);
    }

    @Override
    public Optional<Integer> exitCode() {
        if (exitCode.isEmpty()) {
            exitCode = streams.exitCode();
        }
        return exitCode;
    }

    @Override
    public void close() {
        stopping.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                end();
            }
        } finally {
            stopping.writeLock().unlock();
        }
    }

    private void end() {
        try {
            streams.close();
            if (removed && (stopped || exitCode.isPresent())) {
                Effect unused = engine().perform(new Action.RemoveContainer(container, true), ActionProgress.NONE);
            }
        } finally {
            session.close();
        }
    }
}
