package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.LogLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a container has written, and who reads it as it is written. */
final class FakeLog {
    private final List<LogLine> lines = new ArrayList<>();
    private final List<FakeLogStream> followers = new ArrayList<>();

    void write(Instant time, String text) {
        LogLine line = new LogLine(time, LogLine.Source.OUTPUT, text);
        lines.add(line);
        List.copyOf(followers).forEach(follower -> follower.line(line));
    }

    List<LogLine> lines() {
        return List.copyOf(lines);
    }

    void follow(FakeLogStream follower) {
        followers.add(follower);
    }

    void leave(FakeLogStream follower) {
        followers.remove(follower);
    }

    /** The process has ended, or the connections have broken. */
    void end(Optional<EngineException> failure) {
        List.copyOf(followers).forEach(follower -> follower.end(failure));
        followers.clear();
    }
}
