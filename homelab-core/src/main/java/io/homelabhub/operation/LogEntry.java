package io.homelabhub.operation;

import io.homelabhub.engine.LogLine;
import java.time.Instant;

/**
 * A line that one of a project's containers has written.
 *
 * @param service its service's name in the catalog, else in the Compose files
 * @param container its container's name; of one that takes another's place, that which it will have
 * @param time when the engine took it, by the engine's clock
 * @param source where it was written to
 * @param text without its line break, known secrets hidden; control characters are still in it
 */
public record LogEntry(String service, String container, Instant time, LogLine.Source source, String text) {}
