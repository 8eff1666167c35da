package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the end of a container's log. */
final class LogTail {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_LINE = 16 * 1024;

    private final StreamClient streams;
    private final Names names;

    LogTail(StreamClient streams, Names names) {
        this.streams = streams;
        this.names = names;
    }

    List<String> read(String container, int lines) {
        if (lines < 1) {
            throw new IllegalArgumentException("lines is " + lines + "; give 1 or more");
        }
        String attempt = "reading the log of container " + container;
        String name = names.container(container)
                .orElseThrow(() -> new EngineException(Kind.NOT_FOUND, attempt + ": there is no such container"));
        ApiCall call = ApiCall.get(attempt, "/containers/" + ApiCall.encoded(name) + "/logs")
                .query("stdout", "1")
                .query("stderr", "1")
                .query("tail", String.valueOf(lines));
        Lines tail = new Lines(lines);
        if (!streams.drain(call, StreamForm.OUTPUT, () -> PATIENCE, tail::add)) {
            throw Deadlines.timedOut(PATIENCE, attempt);
        }
        return tail.all();
    }

    /** Puts lines together: a piece may hold several, or a part of one, and the two streams alternate. */
    private static final class Lines {
        private final int most;
        private final Deque<String> lines = new ArrayDeque<>();
        private final Map<OutputPiece.Source, ByteArrayOutputStream> begun = new EnumMap<>(OutputPiece.Source.class);

        Lines(int most) {
            this.most = most;
        }

        void add(OutputPiece piece) {
            ByteArrayOutputStream line = begun.computeIfAbsent(piece.source(), any -> new ByteArrayOutputStream());
            while (piece.bytes().hasRemaining()) {
                byte next = piece.bytes().get();
                if (next == '\n') {
                    end(line);
                } else if (line.size() < LONGEST_LINE) {
                    line.write(next);
                }
            }
        }

        private void end(ByteArrayOutputStream line) {
            String text = line.toString(StandardCharsets.UTF_8);
            lines.add(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            line.reset();
            if (lines.size() > most) {
                lines.remove();
            }
        }

        List<String> all() {
            begun.values().stream().filter(line -> line.size() > 0).forEach(this::end);
            return List.copyOf(lines);
        }
    }
}
