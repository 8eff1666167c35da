package io.homelabhub.cli;

import io.homelabhub.cli.output.ByteStreams;
import io.homelabhub.cli.output.Console;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.time.Timing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Types a command line as a user would, and keeps what comes of it. */
public final class Typed {
    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private Path folder = Path.of("..").toAbsolutePath().normalize();
    private Optional<EngineProvider> engine = Optional.empty();
    private Timing timing = Timing.system();
    private byte[] piped = {};
    private boolean terminal;
    private String command = "homelab";
    private int columns = 100;

    /** What came of a command line. */
    public record Outcome(int code, String out, String err) {}

    static Outcome typed(String line) {
        return new Typed().type(line);
    }

    Typed in(Path folder) {
        this.folder = folder;
        return this;
    }

    Typed with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Typed on(EngineProvider engine, Timing timing) {
        this.engine = Optional.of(engine);
        this.timing = timing;
        return this;
    }

    /** In a shell that knows the program by this name only. */
    Typed calling(String command) {
        this.command = command;
        return this;
    }

    /** On a terminal of that many columns. */
    Typed wide(int columns) {
        this.columns = columns;
        return this;
    }

    /** At a terminal, where questions are answered so. */
    Typed answering(String... lines) {
        terminal = true;
        answers.addAll(List.of(lines));
        return this;
    }

    /** With these lines in a pipe; for a command that reads bytes, the last one ends as it does here. */
    Typed piping(String... lines) {
        answers.addAll(List.of(lines));
        piped = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public Outcome type(String line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ByteArrayOutputStream bytesOut = new ByteArrayOutputStream();
        ByteArrayOutputStream bytesErr = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintWriter(out),
                new PrintWriter(err),
                () -> Optional.ofNullable(answers.poll()),
                new ByteStreams(new ByteArrayInputStream(piped), bytesOut, bytesErr),
                () -> Optional.ofNullable(answers.poll()),
                terminal,
                terminal,
                terminal,
                columns,
                40,
                Map.copyOf(environment),
                folder,
                command);
        String[] args = Arrays.stream(line.trim().split(" +"))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
        int code = new HomelabCommandLine(console, engine, timing).run(args);
        return new Outcome(
                code, out + bytesOut.toString(StandardCharsets.UTF_8), err + bytesErr.toString(StandardCharsets.UTF_8));
    }
}
