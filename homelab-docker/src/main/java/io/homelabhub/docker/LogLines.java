package io.homelabhub.docker;

import io.homelabhub.engine.LogLine;
import io.homelabhub.engine.LogLine.Source;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lines of a log together that was asked for with its times.
 *
 * <p>An engine keeps a long line in parts of 16 KiB and puts a time before each; where parts come in pieces of their own, a piece
 * without a line break is followed by more of its line. From a terminal all comes in one, and what looks like a time after a full
 * part is taken for one.
 */
final class LogLines {
    /** As much of a line as is kept. */
    static final int LONGEST = 1 << 20;

    private static final int PART = 16 * 1024;
    private static final int LONGEST_TIME = 40;

    private final Consumer<? super LogLine> lines;
    private final LogTimes times = new LogTimes();
    private final Map<OutputPiece.Source, Begun> begun = new EnumMap<>(OutputPiece.Source.class);

    LogLines(Consumer<? super LogLine> lines) {
        this.lines = lines;
    }

    void add(OutputPiece piece) {
        Begun line = begun.computeIfAbsent(piece.source(), Begun::new);
        if (piece.begins()) {
            line.expectTime();
        }
        byte[] bytes = piece.bytes().array();
        int at = piece.bytes().arrayOffset() + piece.bytes().position();
        int end = at + piece.bytes().remaining();
        while (at < end) {
            at = line.expectsTime ? line.readTime(bytes, at, end) : line.readText(bytes, at, end);
        }
    }

    /** The log is over: what has been begun is a line, too. */
    void end() {
        begun.values().forEach(Begun::endUnfinished);
    }

    private static Source source(OutputPiece.Source source) {
        return switch (source) {
            case INPUT, OUTPUT -> Source.OUTPUT;
            case ERROR -> Source.ERROR;
            case TERMINAL -> Source.TERMINAL;
        };
    }

    /** The line that one source has begun. */
    private final class Begun {
        private final Source source;
        private final ByteArrayOutputStream time = new ByteArrayOutputStream();
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private Instant at = Instant.EPOCH;
        private boolean expectsTime = true;
        private boolean isBegun;
        /** Bytes of the part that is being read. */
        private int part;

        Begun(OutputPiece.Source source) {
            this.source = source(source);
        }

        void expectTime() {
            giveUpTime();
            expectsTime = true;
            part = 0;
        }

        /** Reads up to the blank after the time. What turns out to be none is text. */
        int readTime(byte[] bytes, int from, int end) {
            for (int i = from; i < end; i++) {
                if (bytes[i] == ' ') {
                    if (time.size() == 0 && endTime(bytes, from, i)) {
                        return i + 1;
                    }
                    time.write(bytes, from, i - from);
                    endTime();
                    return i + 1;
                }
                if (bytes[i] == '\n' || time.size() + i - from > LONGEST_TIME) {
                    time.write(bytes, from, i - from);
                    giveUpTime();
                    return i;
                }
            }
            time.write(bytes, from, end - from);
            return end;
        }

        private void endTime() {
            byte[] read = time.toByteArray();
            if (endTime(read, 0, read.length)) {
                time.reset();
            } else {
                time.write(' ');
                giveUpTime();
            }
        }

        /** Whether these bytes are a time, which is then that of the line. */
        private boolean endTime(byte[] read, int from, int to) {
            @Nullable Instant said = times.read(read, from, to);
            if (said == null) {
                return false;
            }
            expectsTime = false;
            part = 0;
            at = isBegun ? at : said;
            isBegun = true;
            return true;
        }

        private void giveUpTime() {
            byte[] read = time.toByteArray();
            time.reset();
            keep(read, 0, read.length);
            isBegun |= read.length > 0;
            expectsTime = false;
        }

        int readText(byte[] bytes, int from, int end) {
            boolean partsAreUnmarked = source == Source.TERMINAL;
            int until = partsAreUnmarked ? Math.min(end, from + PART - part) : end;
            for (int i = from; i < until; i++) {
                if (bytes[i] == '\n') {
                    endLine(bytes, from, i);
                    return i + 1;
                }
            }
            keep(bytes, from, until);
            isBegun = true;
            part += until - from;
            if (partsAreUnmarked && part == PART) {
                part = 0;
                expectsTime = until == end || (bytes[until] != '\n' && bytes[until] != '\r');
            }
            return until;
        }

        private void keep(byte[] bytes, int from, int to) {
            text.write(bytes, from, Math.min(to - from, LONGEST - text.size()));
        }

        private void endLine(byte[] bytes, int from, int to) {
            if (text.size() == 0) {
                tell(new String(bytes, from, Math.min(to - from, LONGEST), StandardCharsets.UTF_8));
            } else {
                keep(bytes, from, to);
                tell(text.toString(StandardCharsets.UTF_8));
                text.reset();
            }
            isBegun = false;
            expectsTime = true;
            part = 0;
        }

        void endUnfinished() {
            giveUpTime();
            if (isBegun) {
                endLine(new byte[0], 0, 0);
            }
        }

        private void tell(String line) {
            boolean returns = line.endsWith("\r");
            lines.accept(new LogLine(at, source, returns ? line.substring(0, line.length() - 1) : line));
        }
    }
}
