package io.homelabhub.cli.terminal;

import io.homelabhub.engine.TerminalSize;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hands each key on as it is typed, Ctrl-C too, while it is open: the terminal of the program in the container does the rest. Java cannot
 * do it; {@code stty}, which POSIX has, can.
 */
public final class TerminalMode implements AutoCloseable {
    private static final File TERMINAL = new File("/dev/tty");

    private final String before;
    private final Thread restoring = new Thread(this::restore, "homelab-terminal");

    private TerminalMode(String before) {
        this.before = before;
    }

    /**
     * Begins.
     *
     * @return empty if the terminal cannot be changed: keys then come line by line
     */
    public static Optional<TerminalMode> raw() {
        Optional<String> before = stty("-g").filter(settings -> !settings.isEmpty());
        before.ifPresent(settings -> {
            Optional<String> unused = stty("raw", "-echo");
        });
        return before.map(TerminalMode::new).map(TerminalMode::untilTheEnd);
    }

    /** Gives the terminal back even if the process is told to end meanwhile. */
    private TerminalMode untilTheEnd() {
        Runtime.getRuntime().addShutdownHook(restoring);
        return this;
    }

    /** How large the terminal is now; empty if nobody tells. */
    public static Optional<TerminalSize> size() {
        return stty("size")
                .map(text -> text.split(" "))
                .filter(parts ->
                        parts.length == 2 && Arrays.stream(parts).allMatch(part -> part.matches("[1-9]\\d{0,4}")))
                .map(parts -> new TerminalSize(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
    }

    private void restore() {
        Optional<String> unused = stty(before);
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(restoring);
        } catch (IllegalStateException ending) {
            // it has been restored twice, which is harmless
        }
    }

    private static Optional<String> stty(String... arguments) {
        List<String> command =
                Stream.concat(Stream.of("stty"), Arrays.stream(arguments)).toList();
        try {
            Process stty = new ProcessBuilder(command)
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return stty.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException noTerminal) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
