package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a container has written, and who reads it as it is written. */
final class FakeLog {
    private final List<LogLine> lines = new ArrayList<>();
    private final List<FakeLogStream> followers = new ArrayList<>();
    private final List<FakeSession> attached = new ArrayList<>();

    void write(Instant time, String text) {
        LogLine line = new LogLine(time, LogLine.Source.OUTPUT, text);
        lines.add(line);
        List.copyOf(followers).forEach(follower -> follower.line(line));
        attached.forEach(session -> session.output((text + "\n").getBytes(StandardCharsets.UTF_8), false));
    }

    List<LogLine> lines() {
        return List.copyOf(lines);
    }

    void follow(FakeLogStream follower) {
        followers.add(follower);
    }

    /** Somebody is attached to the process: from now on until its next end. */
    void attach(FakeSession session) {
        attached.add(session);
    }

    /** The process has ended. */
    void endAttached(int exitCode) {
        attached.forEach(session -> session.end(exitCode));
        attached.clear();
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
