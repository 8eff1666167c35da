package io.homelabhub.cli.command.container;

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
import io.homelabhub.engine.TerminalSize;
import io.homelabhub.time.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Joins a program in a container to the streams of this process, until it ends or somebody leaves it. */
final class AttendedSession {
    /** As a shell tells of a program that nobody reads any more: 128 and the number of SIGPIPE. */
    private static final ExitStatus UNREAD = ExitStatus.passedOn(141);

    private static final int BUFFER = 1 << 16;
    private static final List<String> ENDING = List.of("INT", "TERM");

    private final Invocation invocation;
    private final ByteStreams streams;
    private final DetachKeys detachKeys;
    private final AtomicBoolean detached = new AtomicBoolean();
    private Optional<Consumer<String>> signals = Optional.empty();

    /** @param keys what leaves the program to itself when it is typed at a terminal; Docker's own if not given */
    AttendedSession(Invocation invocation, Optional<String> keys) {
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
    AttendedSession tellingSignals(Consumer<String> listener) {
        signals = Optional.of(listener);
        return this;
    }

    /** Whether somebody types, and sees what is written. */
    static boolean isAtTerminal(Console console) {
        return console.inputIsTerminal() && console.outIsTerminal();
    }

    /** How large the terminal is that the command was typed at. */
    static TerminalSize size(Console console) {
        return TerminalMode.size().orElseGet(() -> new TerminalSize(console.lines(), console.columns()));
    }

    /** @param input whether what is typed or piped goes to the program */
    ExitStatus attend(ContainerSession session, boolean input) {
        Console console = invocation.console();
        console.flush();
        boolean typed = session.hasTerminal() && input && console.inputIsTerminal();
        AtomicBoolean cancelled = new AtomicBoolean();
        Consumer<String> ending = signals.orElse(signal -> {
            cancelled.set(true);
            session.close();
        });
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

    private static Signals sizes(ContainerSession session) {
        return Signals.handledBy(session.hasTerminal() ? List.of("WINCH") : List.of(), signal -> TerminalMode.size()
                .ifPresent(session::resize));
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
