package io.homelabhub.planning;

import java.util.Locale;
import java.util.Map;

/** The Compose keys by which an owner knows the Engine API's members. */
final class ComposeKeys {
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("Env", "environment"),
            Map.entry("Cmd", "command"),
            Map.entry("Healthcheck", "healthcheck"),
            Map.entry("WorkingDir", "working_dir"),
            Map.entry("OpenStdin", "stdin_open"),
            Map.entry("ExposedPorts", "expose"),
            Map.entry("StopTimeout", "stop_grace_period"),
            Map.entry("Memory", "mem_limit"),
            Map.entry("MemoryReservation", "mem_reservation"),
            Map.entry("MemorySwap", "memswap_limit"),
            Map.entry("MemorySwappiness", "mem_swappiness"),
            Map.entry("NanoCpus", "cpus"),
            Map.entry("CpusetCpus", "cpuset"),
            Map.entry("RestartPolicy", "restart"),
            Map.entry("PortBindings", "ports"),
            Map.entry("Binds", "volumes"),
            Map.entry("Mounts", "volumes"),
            Map.entry("LogConfig", "logging"),
            Map.entry("ReadonlyRootfs", "read_only"),
            Map.entry("IPAMConfig", "addresses"),
            Map.entry("IPRange", "ip_range"),
            Map.entry("AuxiliaryAddresses", "aux_addresses"),
            Map.entry("IpcMode", "ipc"),
            Map.entry("PidMode", "pid"),
            Map.entry("UTSMode", "uts"),
            Map.entry("CgroupnsMode", "cgroup"),
            Map.entry("DnsOptions", "dns_opt"),
            Map.entry("DeviceRequests", "gpus"),
            Map.entry("OomKillDisable", "oom_kill_disable"));

    private ComposeKeys() {}

    /** The Compose key for an API member; where Compose has none, the member's own name in snake case. */
    static String of(String member) {
        String key = KEYS.get(member);
        return key != null ? key : member.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
