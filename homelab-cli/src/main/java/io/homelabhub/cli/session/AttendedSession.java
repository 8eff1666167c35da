package io.homelabhub.cli.session;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Signals;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ByteStreams;
import io.homelabhub.cli.output.Console;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.ExitStatus;
import io.homelabhub.cli.terminal.DetachKeys;
import io.homelabhub.cli.terminal.TerminalMode;
import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.TerminalSize;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.time.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Joins a program in a container to the streams of this process, until it ends or somebody leaves it. */
public final class AttendedSession {
    /** As a shell tells of a program that nobody reads any more: 128 and the number of SIGPIPE. */
    private static final ExitStatus UNREAD = ExitStatus.passedOn(141);

    private static final int BUFFER = 1 << 16;
    private static final List<String> ENDING = List.of("INT", "TERM");

    private final Invocation invocation;
    private final ByteStreams streams;
    private final DetachKeys detachKeys;
    private final AtomicBoolean detached = new AtomicBoolean();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private Optional<Consumer<String>> signals = Optional.empty();
    private Optional<Consumer<Optional<Duration>>> stopping = Optional.empty();

    /** @param keys what leaves the program to itself when it is typed at a terminal; Docker's own if not given */
    public AttendedSession(Invocation invocation, Optional<String> keys) {
        this.invocation = invocation;
        this.detachKeys = parsed(keys.orElse(DetachKeys.USUAL));
        this.streams = invocation.console().streams();
    }

    private static DetachKeys parsed(String keys) {
        try {
            return DetachKeys.parse(keys);
        } catch (IllegalArgumentException none) {
            throw new UsageException("--detach-keys: " + none.getMessage());
        }
    }

    /** Who is told of Ctrl-C and {@code kill}, which then do not end the session. */
    public AttendedSession tellingSignals(Consumer<String> listener) {
        signals = Optional.of(listener);
        return this;
    }

    /**
     * How Ctrl-C and {@code kill} stop the program, which then ends the session.
     *
     * @param stop given the time to end in: empty for the program's own, none at all from the second signal on
     */
    public AttendedSession stoppedBy(Consumer<Optional<Duration>> stop) {
        stopping = Optional.of(stop);
        return this;
    }

    /** Whether somebody types, and sees what is written. */
    public static boolean isAtTerminal(Console console) {
        return console.inputIsTerminal() && console.outIsTerminal();
    }

    /** How large the terminal is that the command was typed at. */
    public static TerminalSize size(Console console) {
        return TerminalMode.size().orElseGet(() -> new TerminalSize(console.lines(), console.columns()));
    }

    /**
     * Stays until the program ends or is left.
     *
     * @param input whether what is typed or piped goes to the program
     * @return its exit code, as a rule
     */
    public ExitStatus attend(ContainerSession session, boolean input) {
        Console console = invocation.console();
        console.flush();
        boolean typed = session.hasTerminal() && input && console.inputIsTerminal();
        Consumer<String> ending = signals.orElse(signal -> cancel(session));
        Optional<TerminalMode> mode = typed ? TerminalMode.raw() : Optional.empty();
        List<Signals> heard = List.of(Signals.handledBy(ENDING, ending), sizes(session));
        try {
            Optional<Task> pump = input
                    ? Optional.of(invocation.timing().start("homelab-input", () -> pump(session, typed)))
                    : Optional.empty();
            session.copyOutput(streams.out(), streams.err());
            pump.ifPresent(Task::interrupt);
            return cancelled.get() ? ExitCode.CANCELLED : ended(session, mode);
        } catch (IOException unread) {
            return UNREAD;
        } finally {
            heard.forEach(Signals::close);
            mode.ifPresent(TerminalMode::close);
        }
    }

    private void cancel(ContainerSession session) {
        boolean again = cancelled.getAndSet(true);
        stopping.ifPresentOrElse(
                stop -> stop(stop, again ? Optional.of(Duration.ZERO) : Optional.empty()), session::close);
    }

    private void stop(Consumer<Optional<Duration>> stop, Optional<Duration> within) {
        if (within.isEmpty()) {
            invocation.messages().line("").line("Stopping. Press Ctrl-C again to kill it.");
            invocation.console().flush();
        }
        try {
            stop.accept(within);
        } catch (HomelabException failure) {
            invocation.messages().line("It cannot be stopped: " + failure.getMessage());
            invocation.console().flush();
        }
    }

    private static Signals sizes(ContainerSession session) {
        return Signals.handledBy(session.hasTerminal() ? List.of("WINCH") : List.of(), signal -> TerminalMode.size()
                .ifPresent(size -> resize(session, size)));
    }

    private static void resize(ContainerSession session, TerminalSize size) {
        try {
            session.resize(size);
        } catch (EngineException gone) {
            // whoever takes the output is told
        }
    }

    private ExitStatus ended(ContainerSession session, Optional<TerminalMode> mode) {
        Optional<Integer> code = detached.get() ? Optional.empty() : session.exitCode();
        if (code.isPresent()) {
            return ExitStatus.passedOn(code.get());
        }
        mode.ifPresent(TerminalMode::close);
        invocation.messages().line("").line("Detached; it goes on.");
        return ExitCode.DONE;
    }

    /** Until there is no more, or the program reads no more. */
    private void pump(ContainerSession session, boolean typed) {
        InputStream source = streams.in();
        DetachKeys.Typing typing = detachKeys.typing();
        byte[] buffer = new byte[BUFFER];
        try (OutputStream target = session.input()) {
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                if (!typed) {
                    target.write(buffer, 0, count);
                    continue;
                }
                target.write(typing.add(buffer, count));
                if (typing.isComplete()) {
                    detached.set(true);
                    session.close();
                    return;
                }
            }
        } catch (IOException unread) {
            // the program has ended, or does not want it
        }
    }
}
