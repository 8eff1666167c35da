package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.TerminalSize;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The streams of a program in a container, between the threads of both sides. */
final class FakeSession implements ContainerSession {
    /** {@code ctrl-p,ctrl-q}, typed in one. */
    private static final byte[] DETACH_KEYS = {16, 17};

    private final Mailbox<Optional<byte[]>> input;
    private final Mailbox<Message> output;
    private Optional<TerminalSize> terminal;
    private Optional<Integer> exitCode = Optional.empty();
    private Optional<Task> task = Optional.empty();
    private boolean ended;

    /** What is told to whoever takes the output. */
    private sealed interface Message {
        record Piece(ByteBuffer bytes, boolean error) implements Message {}

        record End(Optional<EngineException> failure) implements Message {}
    }

    FakeSession(Host host, Optional<TerminalSize> terminal) {
        this.input = host.clock.mailbox();
        this.output = host.clock.mailbox();
        this.terminal = terminal;
    }

    /** Runs a program beside the container's own. */
    void run(Host host, FakeProgram program, FakeStreams streams) {
        task = Optional.of(host.clock.start("fake-engine-exec", () -> {
            try {
                end(program.run(streams));
            } catch (InterruptedException killed) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    // --- the program's side ---

    Optional<byte[]> nextInput() throws InterruptedException {
        return input.take();
    }

    void output(byte[] bytes, boolean error) {
        output.put(new Message.Piece(ByteBuffer.wrap(bytes.clone()), error && terminal.isEmpty()));
    }

    Optional<TerminalSize> terminal() {
        return terminal;
    }

    /** The program has ended; what came first counts. */
    void end(int code) {
        if (!ended) {
            ended = true;
            exitCode = Optional.of(code);
            output.put(new Message.End(Optional.empty()));
        }
    }

    /** Its container has ended, and it with it. */
    void kill(int code) {
        end(code);
        task.ifPresent(Task::interrupt);
    }

    /** The connection has broken. */
    void breakOff() {
        ended = true;
        EngineException broken = new EngineException(Kind.UNREACHABLE, "the connection to fake://memory broke");
        output.put(new Message.End(Optional.of(broken)));
    }

    // --- the caller's side ---

    @Override
    public boolean hasTerminal() {
        return terminal.isPresent();
    }

    @Override
    public OutputStream input() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                typed(Arrays.copyOfRange(bytes, from, from + length));
            }

            @Override
            public void close() {
                input.put(Optional.empty());
            }
        };
    }

    private void typed(byte[] bytes) throws IOException {
        if (ended) {
            throw new IOException("Broken pipe");
        }
        if (terminal.isPresent() && Arrays.equals(bytes, DETACH_KEYS)) {
            output.put(new Message.End(Optional.empty()));
        } else {
            input.put(Optional.of(bytes));
        }
    }

    @Override
    public void copyOutput(OutputStream out, OutputStream error) throws IOException {
        try {
            Message message = output.take();
            while (message instanceof Message.Piece piece) {
                OutputStream target = piece.error() ? error : out;
                target.write(piece.bytes().array());
                target.flush();
                message = output.take();
            }
            if (message instanceof Message.End end && end.failure().isPresent()) {
                throw end.failure().get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "interrupted", "", interrupted);
        }
    }

    @Override
    public void resize(TerminalSize size) {
        terminal = terminal.map(before -> size);
    }

    @Override
    public Optional<Integer> exitCode() {
        return exitCode;
    }

    @Override
    public void close() {
        output.put(new Message.End(Optional.empty()));
    }
}
