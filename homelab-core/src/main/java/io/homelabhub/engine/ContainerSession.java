package io.homelabhub.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The streams of a program in a container. Its input, its output and all else may be used by a thread each, at once. What is written
 * slows down when the program does not read, and the program when nobody takes what it writes.
 */
public interface ContainerSession extends AutoCloseable {
    /** Whether the program has a terminal: its output is then one, and its size can be told. */
    boolean hasTerminal();

    /**
     * What the program reads. Each write is on its way when it returns. Closing it is the end of the program's input, and leaves its
     * output open; a terminal's input has no end.
     */
    OutputStream input();

    /**
     * Hands on what the program writes, as it comes, until it has ended, somebody detaches from it, or this is closed. Once, and on
     * the calling thread. Both are flushed after each piece.
     *
     * @param output standard output, and all output of a terminal
     * @param error standard error
     * @throws IOException if one of the two cannot be written to
     * @throws EngineException {@code UNREACHABLE} if the connection breaks; {@code INTERRUPTED} if the thread is interrupted
     */
    void copyOutput(OutputStream output, OutputStream error) throws IOException;

    /**
     * Tells the program's terminal its size. Does nothing without a terminal, or once the program has ended.
     *
     * @throws EngineException {@code UNREACHABLE} if no engine answers
     */
    void resize(TerminalSize size);

    /**
     * How the program has ended; to be asked after its output has.
     *
     * @return empty if it has not: somebody has detached from it, and it goes on
     * @throws EngineException {@code UNREACHABLE} if no engine answers
     */
    Optional<Integer> exitCode();

    /** Leaves the program to itself. Twice is harmless. */
    @Override
    void close();
}
