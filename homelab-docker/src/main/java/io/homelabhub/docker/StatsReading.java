package io.homelabhub.docker;

import io.homelabhub.engine.ContainerStats;
import io.homelabhub.resource.ApiObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One container's measurements as they come, each held against the one before.
 *
 * <p>The engine sends the one before along, but not with the first of a stream, and Podman with a wrong distance in time.
 */
final class StatsReading {
    private Optional<Processor> before = Optional.empty();

    /**
     * Nanoseconds of processors.
     *
     * @param used by the container
     * @param system of all processors of the host
     */
    private record Processor(long used, long system) {}

    /**
     * The next measurement.
     *
     * @return empty if it is the first, from which no share can be told
     */
    Optional<ContainerStats> next(ApiObject sample) {
        ApiObject cpu = sample.object("cpu_stats");
        Processor now = new Processor(cpu.object("cpu_usage").number("total_usage"), cpu.number("system_cpu_usage"));
        Optional<Processor> last = before;
        before = Optional.of(now);
        return last.map(earlier -> new ContainerStats(
                time(sample),
                percent(earlier, now, processors(cpu)),
                memory(sample.object("memory_stats")),
                sample.object("memory_stats").number("limit"),
                network(sample, "rx_bytes"),
                network(sample, "tx_bytes"),
                block(sample, "read"),
                block(sample, "write"),
                sample.object("pids_stats").number("current")));
    }

    /** Whether the container does not run: the engine then sends a measurement of nothing. */
    static boolean isOfNothing(ApiObject sample) {
        return time(sample).isBefore(Instant.EPOCH);
    }

    private static Instant time(ApiObject sample) {
        try {
            return OffsetDateTime.parse(sample.string("read").orElse("")).toInstant();
        } catch (DateTimeParseException none) {
            return Instant.MIN;
        }
    }

    /** As docker stats reckons. */
    private static double percent(Processor earlier, Processor now, long processors) {
        long used = now.used() - earlier.used();
        long system = now.system() - earlier.system();
        return used > 0 && system > 0 ? 100.0 * used / system * processors : 0;
    }

    private static long processors(ApiObject cpu) {
        long online = cpu.number("online_cpus");
        boolean counted = online == 0 && cpu.object("cpu_usage").get("percpu_usage") instanceof List<?>;
        return counted && cpu.object("cpu_usage").get("percpu_usage") instanceof List<?> each ? each.size() : online;
    }

    /** Without the file cache that nobody has used lately, which cgroup v1 and v2 call differently. */
    private static long memory(ApiObject memory) {
        long usage = memory.number("usage");
        ApiObject details = memory.object("stats");
        boolean v1 = details.get("total_inactive_file") instanceof Long;
        long cache = details.number(v1 ? "total_inactive_file" : "inactive_file");
        return cache < usage ? usage - cache : usage;
    }

    private static long network(ApiObject sample, String counter) {
        ApiObject networks = sample.object("networks");
        return networks.members().keySet().stream()
                .mapToLong(name -> networks.object(name).number(counter))
                .sum();
    }

    /** cgroup v1 and v2 write the operation with different capitals. */
    private static long block(ApiObject sample, String operation) {
        return sample.object("blkio_stats").objects("io_service_bytes_recursive").stream()
                .filter(entry -> entry.string("op")
                        .filter(op -> op.toLowerCase(Locale.ROOT).equals(operation))
                        .isPresent())
                .mapToLong(entry -> entry.number("value"))
                .sum();
    }
}
