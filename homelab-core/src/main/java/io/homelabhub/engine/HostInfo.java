package io.homelabhub.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an engine says of the host that it runs on. What it does not tell is empty.
 *
 * @param memory of the host, in bytes
 * @param processors that containers may use
 * @param time of the host when it answered
 * @param data the folder on the host in which the engine keeps images, containers and volumes
 * @param engine what tells the engine from all others, however it is reached; it stays the same as long as the engine's data does
 */
public record HostInfo(
        OptionalLong memory,
        OptionalInt processors,
        Optional<Instant> time,
        Optional<Path> data,
        Optional<String> engine) {
    /** An engine that tells nothing. */
    public static final HostInfo UNKNOWN =
            new HostInfo(OptionalLong.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());

    /** Of an engine that does not tell what tells it from others. */
    public HostInfo(OptionalLong memory, OptionalInt processors, Optional<Instant> time, Optional<Path> data) {
        this(memory, processors, time, data, Optional.empty());
    }
}
