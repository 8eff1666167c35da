package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service's limits: {@code mem_*}, {@code cpu*}, {@code pids_limit}, {@code blkio_config}, {@code deploy.resources} … */
final class Resources {
    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("mem_limit", "Memory"),
            Map.entry("memswap_limit", "MemorySwap"),
            Map.entry("mem_reservation", "MemoryReservation"),
            Map.entry("mem_swappiness", "MemorySwappiness"),
            Map.entry("cpu_count", "CpuCount"),
            Map.entry("cpu_period", "CpuPeriod"),
            Map.entry("cpu_quota", "CpuQuota"),
            Map.entry("cpu_rt_period", "CpuRealtimePeriod"),
            Map.entry("cpu_rt_runtime", "CpuRealtimeRuntime"),
            Map.entry("cpu_shares", "CpuShares"),
            Map.entry("pids_limit", "PidsLimit"),
            Map.entry("oom_score_adj", "OomScoreAdj"),
            Map.entry("shm_size", "ShmSize"));

    private static final Map<String, String> THROTTLES = Map.of(
            "device_read_bps", "BlkioDeviceReadBps",
            "device_read_iops", "BlkioDeviceReadIOps",
            "device_write_bps", "BlkioDeviceWriteBps",
            "device_write_iops", "BlkioDeviceWriteIOps");

    private Resources() {}

    static void put(ApiObject service, Members host) {
        host.copyNumbers(service, NUMBERS)
                .copy(service, Map.of("cgroup_parent", "CgroupParent", "cpuset", "CpusetCpus"))
                .put("NanoCpus", Values.billionths(service.get("cpus")))
                .put("CpuPercent", (long) (Values.single(service.get("cpu_percent")) * 100))
                .always("OomKillDisable", service.isTrue("oom_kill_disable"))
                .put("Ulimits", ulimits(service.object("ulimits")));
        blockDevices(service.object("blkio_config"), host);
        ApiObject deploy = service.object("deploy").object("resources");
        limits(deploy.object("limits"), host);
        host.put(
                "MemoryReservation", Values.number(deploy.object("reservations").get("memory")));
    }

    /** They win over the service's own. */
    private static void limits(ApiObject limits, Members host) {
        host.put("Memory", Values.number(limits.get("memory")))
                .put("NanoCpus", Values.billionths(limits.get("cpus")))
                .put("PidsLimit", Math.max(0, Values.number(limits.get("pids"))));
    }

    private static void blockDevices(ApiObject blkio, Members host) {
        host.put("BlkioWeight", Values.number(blkio.get("weight")));
        host.put("BlkioWeightDevice", devices(blkio, "weight_device", "Weight"));
        THROTTLES.forEach((key, member) -> host.put(member, devices(blkio, key, "Rate")));
    }

    private static List<ApiObject> devices(ApiObject blkio, String key, String measure) {
        return blkio.objects(key).stream()
                .map(device -> new Members()
                        .put("Path", device.get("Path"))
                        .put(measure, Values.number(device.get(measure)))
                        .done())
                .toList();
    }

    /** One number is both the soft and the hard limit. */
    static List<ApiObject> ulimits(ApiObject ulimits) {
        List<ApiObject> all = new ArrayList<>();
        new TreeMap<>(ulimits.members()).forEach((name, value) -> {
            boolean both = value instanceof ApiObject;
            ApiObject limit = ulimits.object(name);
            all.add(new Members()
                    .always("Name", name)
                    .always("Soft", Values.number(both ? limit.get("soft") : value))
                    .always("Hard", Values.number(both ? limit.get("hard") : value))
                    .done());
        });
        return all;
    }
}
