package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.ContainerStats;
import io.homelabhub.resource.ApiObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatsReadingTests {
    private static ApiObject sample(long used, long system, Map<String, Object> memory) {
        return ApiObject.of(Map.of(
                "read",
                "2026-11-29T21:40:14.402975021Z",
                "cpu_stats",
                Map.of("cpu_usage", Map.of("total_usage", used), "system_cpu_usage", system, "online_cpus", 4),
                "memory_stats",
                memory,
                "networks",
                Map.of("eth0", Map.of("rx_bytes", 5, "tx_bytes", 1), "eth1", Map.of("rx_bytes", 7, "tx_bytes", 2)),
                "blkio_stats",
                Map.of(
                        "io_service_bytes_recursive",
                        List.of(
                                Map.of("op", "Read", "value", 10),
                                Map.of("op", "read", "value", 1),
                                Map.of("op", "Write", "value", 20),
                                Map.of("op", "Total", "value", 31))),
                "pids_stats",
                Map.of("current", 3)));
    }

    private static ContainerStats second(Map<String, Object> memory) {
        StatsReading reading = new StatsReading();
        assertThat(reading.next(sample(1_000, 100_000, memory))).isEmpty();
        return reading.next(sample(11_000, 120_000, memory)).orElseThrow();
    }

    @Test
    void the_share_of_the_processor_is_reckoned_from_the_measurement_before() {
        assertThat(second(Map.of()).cpuPercent()).isEqualTo(100.0 * 10_000 / 20_000 * 4);
    }

    @Test
    void a_container_that_was_restarted_in_between_has_used_nothing_yet() {
        StatsReading reading = new StatsReading();
        assertThat(reading.next(sample(11_000, 100_000, Map.of()))).isEmpty();

        assertThat(reading.next(sample(1_000, 120_000, Map.of())).orElseThrow().cpuPercent())
                .isZero();
    }

    @Test
    void memory_is_told_without_the_cache_that_the_kernel_would_give_up() {
        Map<String, Object> v1 = Map.of(
                "usage", 1_000, "limit", 4_000, "stats", Map.of("total_inactive_file", 300, "inactive_file", 100));
        Map<String, Object> v2 = Map.of("usage", 1_000, "limit", 4_000, "stats", Map.of("inactive_file", 100));
        Map<String, Object> odd = Map.of("usage", 1_000, "limit", 4_000, "stats", Map.of("inactive_file", 2_000));

        assertThat(second(v1).memory()).isEqualTo(700);
        assertThat(second(v2).memory()).isEqualTo(900);
        assertThat(second(odd).memory()).isEqualTo(1_000);
        assertThat(second(v2).memoryPercent()).isEqualTo(22.5);
    }

    @Test
    void networks_and_block_devices_are_added_up_however_the_operations_are_written() {
        ContainerStats stats = second(Map.of());

        assertThat(stats.received()).isEqualTo(12);
        assertThat(stats.sent()).isEqualTo(3);
        assertThat(stats.read()).isEqualTo(11);
        assertThat(stats.written()).isEqualTo(20);
        assertThat(stats.processes()).isEqualTo(3);
    }

    @Test
    void a_measurement_of_what_does_not_run_is_none() {
        assertThat(StatsReading.isOfNothing(ApiObject.of(Map.of("read", "0001-01-01T00:00:00Z"))))
                .isTrue();
        assertThat(StatsReading.isOfNothing(sample(1, 1, Map.of()))).isFalse();
    }
}
