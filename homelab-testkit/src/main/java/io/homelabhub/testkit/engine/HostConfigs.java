package io.homelabhub.testkit.engine;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import java.util.List;

/** The HostConfig that container inspect shows for what was given at create: Docker 20.10.24's own defaults filled in. */
final class HostConfigs {
    private static final List<String> MASKED_PATHS = List.of(
            "/proc/asound",
            "/proc/acpi",
            "/proc/kcore",
            "/proc/keys",
            "/proc/latency_stats",
            "/proc/timer_list",
            "/proc/timer_stats",
            "/proc/sched_debug",
            "/proc/scsi",
            "/sys/firmware");
    private static final List<String> READONLY_PATHS =
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private static final ApiObject LOG_CONFIG = Api.object("Type", "json-file", "Config", ApiObject.EMPTY);
    private static final ApiObject RESTART_POLICY = Api.object("Name", "", "MaximumRetryCount", 0);

    private static final ApiObject PLACES = Api.object(
            "Binds",
            null,
            "ContainerIDFile",
            "",
            "LogConfig",
            LOG_CONFIG,
            "NetworkMode",
            "default",
            "PortBindings",
            null,
            "RestartPolicy",
            RESTART_POLICY,
            "AutoRemove",
            false,
            "VolumeDriver",
            "",
            "VolumesFrom",
            null);
    private static final ApiObject RIGHTS = Api.object(
            "CapAdd",
            null,
            "CapDrop",
            null,
            "CgroupnsMode",
            "host",
            "Dns",
            null,
            "DnsOptions",
            null,
            "DnsSearch",
            null,
            "ExtraHosts",
            null,
            "GroupAdd",
            null,
            "IpcMode",
            "private",
            "Cgroup",
            "",
            "Links",
            null,
            "OomScoreAdj",
            0,
            "PidMode",
            "",
            "Privileged",
            false,
            "PublishAllPorts",
            false,
            "ReadonlyRootfs",
            false,
            "SecurityOpt",
            null,
            "UTSMode",
            "",
            "UsernsMode",
            "",
            "ShmSize",
            67_108_864,
            "Runtime",
            "runc",
            "ConsoleSize",
            List.of(0, 0),
            "Isolation",
            "");
    private static final ApiObject LIMITS = Api.object(
            "CpuShares",
            0,
            "Memory",
            0,
            "NanoCpus",
            0,
            "CgroupParent",
            "",
            "BlkioWeight",
            0,
            "BlkioWeightDevice",
            null,
            "BlkioDeviceReadBps",
            null,
            "BlkioDeviceWriteBps",
            null,
            "BlkioDeviceReadIOps",
            null,
            "BlkioDeviceWriteIOps",
            null,
            "CpuPeriod",
            0,
            "CpuQuota",
            0,
            "CpuRealtimePeriod",
            0,
            "CpuRealtimeRuntime",
            0,
            "CpusetCpus",
            "",
            "CpusetMems",
            "",
            "Devices",
            null,
            "DeviceCgroupRules",
            null,
            "DeviceRequests",
            null,
            "KernelMemory",
            0,
            "KernelMemoryTCP",
            0,
            "MemoryReservation",
            0,
            "MemorySwap",
            0,
            "MemorySwappiness",
            null,
            "OomKillDisable",
            false,
            "PidsLimit",
            null,
            "Ulimits",
            null,
            "CpuCount",
            0,
            "CpuPercent",
            0,
            "IOMaximumIOps",
            0,
            "IOMaximumBandwidth",
            0,
            "MaskedPaths",
            MASKED_PATHS,
            "ReadonlyPaths",
            READONLY_PATHS);
    private static final ApiObject DEFAULTS = Api.merged(Api.merged(PLACES, RIGHTS), LIMITS);

    private HostConfigs() {}

    static ApiObject of(ContainerSpec spec) {
        ApiObject given = spec.hostConfig();
        ApiObject all = Api.merged(DEFAULTS, given);
        if (given.string("NetworkMode").orElse("").isEmpty()) {
            all = all.with("NetworkMode", networkMode(spec));
        }
        return updated(all, given);
    }

    /** {@code config} after {@code POST /containers/{id}/update} with {@code settings}. */
    static ApiObject updated(ApiObject config, ApiObject settings) {
        ApiObject all = Api.merged(config, settings)
                .with("RestartPolicy", Api.merged(RESTART_POLICY, nested(settings, config, "RestartPolicy")))
                .with("LogConfig", Api.merged(LOG_CONFIG, nested(settings, config, "LogConfig")));
        boolean swapLeftOpen = all.number("Memory") > 0 && settings.number("MemorySwap") == 0;
        boolean memoryChanges = settings.number("Memory") > 0;
        return swapLeftOpen && memoryChanges ? all.with("MemorySwap", 2 * all.number("Memory")) : all;
    }

    private static ApiObject nested(ApiObject settings, ApiObject config, String name) {
        return settings.get(name) == null ? config.object(name) : settings.object(name);
    }

    private static String networkMode(ContainerSpec spec) {
        return spec.networks().isEmpty() ? "default" : spec.networks().get(0).network();
    }
}
