package io.homelabhub.operation;

import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.TerminalSize;
import io.homelabhub.session.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** A session in a container with the engine of its own that it needs. */
final class ServiceSession implements ContainerSession {
    private final Session engine;
    private final ContainerSession streams;

    ServiceSession(Session engine, ContainerSession streams) {
        this.engine = engine;
        this.streams = streams;
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
        return streams.exitCode();
    }

    @Override
    public void close() {
        streams.close();
        engine.close();
    }
}
