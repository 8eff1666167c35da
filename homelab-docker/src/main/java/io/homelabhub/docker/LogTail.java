package io.homelabhub.docker;

import io.homelabhub.engine.LogRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

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
        ApiCall call = LogStream.call(names, container, LogRequest.ALL.withTail(lines));
        Deque<String> tail = new ArrayDeque<>();
        LogLines all = new LogLines(line -> {
            tail.add(line.text().substring(0, Math.min(line.text().length(), LONGEST_LINE)));
            if (tail.size() > lines) {
                tail.remove();
            }
        });
        if (!streams.drain(call, StreamForm.OUTPUT, () -> PATIENCE, all::add)) {
            throw Deadlines.timedOut(PATIENCE, call.attempt());
        }
        all.end();
        return List.copyOf(tail);
    }
}
