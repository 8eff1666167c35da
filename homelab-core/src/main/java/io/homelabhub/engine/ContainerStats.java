package io.homelabhub.engine;

import java.time.Instant;

/**
 * What a container uses at one moment.
 *
 * @param at when it was measured, by the engine's clock
 * @param cpuPercent its share of one processor since the measurement before, 0 and up: 200 are two processors in full
 * @param memory bytes that it holds, without what the kernel would give up at once (inactive file cache)
 * @param memoryLimit the most that it may hold, in bytes; the host's memory if nothing limits it, 0 if the engine does not tell
 * @param received bytes from networks since it started, all interfaces together
 * @param sent bytes to networks since it started
 * @param read bytes from block devices since it started
 * @param written bytes to block devices since it started
 * @param processes how many processes and threads it has
 */
public record ContainerStats(
        Instant at,
        double cpuPercent,
        long memory,
        long memoryLimit,
        long received,
        long sent,
        long read,
        long written,
        long processes) {
    /** The share of what it may hold, 0 to 100; 0 if nothing is known of a limit. */
    public double memoryPercent() {
        return memoryLimit == 0 ? 0 : 100.0 * memory / memoryLimit;
    }
}
