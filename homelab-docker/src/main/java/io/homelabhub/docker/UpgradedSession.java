package io.homelabhub.docker;

import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.TerminalSize;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The streams of a program over a connection of their own. */
final class UpgradedSession implements ContainerSession {
    private static final int BUFFER = 1 << 16;

    private final String attempt;
    private final Connector connector;
    private final Connection connection;
    private final Upgrade.Upgraded upgraded;
    private final Program program;
    private final boolean input;
    private final Consumer<UpgradedSession> whenClosed;
    private volatile boolean closed;

    /** What else can be asked of a program, or told. */
    interface Program {
        /** Whether it has a terminal: then what it writes comes as it is, else in pieces that say where to. */
        boolean hasTerminal();

        void resize(TerminalSize size);

        Optional<Integer> exitCode();

        /** Nobody asks any more. */
        default void forget() {}
    }

    UpgradedSession(
            String attempt,
            Connector connector,
            Connection connection,
            Upgrade.Upgraded upgraded,
            Program program,
            boolean input,
            Consumer<UpgradedSession> whenClosed) {
        this.attempt = attempt;
        this.connector = connector;
        this.connection = connection;
        this.upgraded = upgraded;
        this.program = program;
        this.input = input;
        this.whenClosed = whenClosed;
    }

    @Override
    public boolean hasTerminal() {
        return program.hasTerminal();
    }

    @Override
    public OutputStream input() {
        return input ? new Input(upgraded.wire()) : OutputStream.nullOutputStream();
    }

    @Override
    public void copyOutput(OutputStream output, OutputStream error) throws IOException {
        try {
            if (program.hasTerminal()) {
                copyPlain(new Target(output));
            } else {
                copyPieces(new Target(output), new Target(error));
            }
        } catch (Target.Failure unwritable) {
            throw unwritable.cause();
        } catch (IOException broken) {
            if (!closed || broken instanceof ClosedByInterruptException) {
                throw connector.broken(connection, attempt, broken);
            }
        }
    }

    private void copyPlain(Target output) throws IOException {
        InputStream in = upgraded.in();
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            output.write(ByteBuffer.wrap(buffer, 0, count));
        }
    }

    private void copyPieces(Target output, Target error) throws IOException {
        OutputPiece.readMultiplexed(
                new BufferedInputStream(upgraded.in(), BUFFER),
                piece -> (piece.source() == OutputPiece.Source.ERROR ? error : output).write(piece.bytes()));
    }

    @Override
    public void resize(TerminalSize size) {
        if (program.hasTerminal()) {
            program.resize(size);
        }
    }

    @Override
    public Optional<Integer> exitCode() {
        return program.exitCode();
    }

    @Override
    public void close() {
        closed = true;
        program.forget();
        try {
            upgraded.wire().close();
        } catch (IOException ignored) {
            // it is given up anyway
        }
        whenClosed.accept(this);
    }

    /** What the program reads. */
    private static final class Input extends OutputStream {
        private final Wire wire;
        private final OutputStream out;

        Input(Wire wire) {
            this.wire = wire;
            this.out = wire.out();
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            wire.endSending();
        }
    }

    /** Where output goes. Its failures are not the engine's. */
    private record Target(OutputStream stream) {
        void write(ByteBuffer bytes) {
            try {
                stream.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
                stream.flush();
            } catch (IOException unwritable) {
                throw new Failure(unwritable);
            }
        }

        static final class Failure extends UncheckedIOException {
            private static final long serialVersionUID = 1L;

            Failure(IOException cause) {
                super(cause);
            }

            IOException cause() {
                return Objects.requireNonNull(super.getCause());
            }
        }
    }
}
