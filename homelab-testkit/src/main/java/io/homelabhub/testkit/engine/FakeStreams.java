package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ExecRequest;
import io.homelabhub.engine.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a {@link FakeProgram} was started with, and its streams. */
public final class FakeStreams {
    private final ExecRequest request;
    private final FakeSession session;

    FakeStreams(ExecRequest request, FakeSession session) {
        this.request = request;
        this.session = session;
    }

    /** What was asked for. */
    public ExecRequest request() {
        return request;
    }

    /** The next of its input, waiting for it; empty at its end. */
    public Optional<byte[]> read() throws InterruptedException {
        return session.nextInput();
    }

    /** Writes to standard output. */
    public void print(String text) {
        print(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes to standard output. */
    public void print(byte[] bytes) {
        session.output(bytes, false);
    }

    /** Writes to standard error. */
    public void printError(String text) {
        session.output(text.getBytes(StandardCharsets.UTF_8), true);
    }

    /** What its terminal was last told of its size; empty without one. */
    public Optional<TerminalSize> terminal() {
        return session.terminal();
    }
}
