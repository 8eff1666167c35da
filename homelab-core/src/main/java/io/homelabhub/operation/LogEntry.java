package io.homelabhub.operation;

import io.homelabhub.engine.LogLine;
import java.time.Instant;
import java.util.Optional;

/**
 * A line that one of a project's containers has written.
 *
 * @param host the name of the container's host, where those of several are read
 * @param service its service's name in the catalog, else in the Compose files
 * @param container its container's name; of one that takes another's place, that which it will have
 * @param time when the engine took it, by the engine's clock
 * @param source where it was written to
 * @param text without its line break, known secrets hidden; control characters are still in it
 */
public record LogEntry(
        Optional<String> host, String service, String container, Instant time, LogLine.Source source, String text) {
    /** Whose line it is, as {@code lab-web-1}; with its host first where those of several are read. */
    public String origin() {
        return origin(host, container);
    }

    static String origin(Optional<String> host, String container) {
        return host.map(name -> name + " " + container).orElse(container);
    }
}
