package io.homelabhub.planning;

import io.homelabhub.resource.ApiObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an engine fills in by itself where a create request says nothing. Seen on Docker 20.10 to 28.5 in {@code GET
 * /containers/{id}/json} of containers that were created with the image alone.
 */
final class EngineDefaults {
    /** HostConfig members that an engine writes for its own use. */
    private static final Set<String> ENGINES_OWN = Set.of(
            "ConsoleSize",
            "ContainerIDFile",
            "MaskedPaths",
            "ReadonlyPaths",
            "Isolation",
            "CpuCount",
            "CpuPercent",
            "IOMaximumIOps",
            "IOMaximumBandwidth",
            "KernelMemory",
            "KernelMemoryTCP",
            "PublishAllPorts",
            "VolumeDriver");

    /** HostConfig members that are not empty by default, with the values that engines put there. */
    private static final Map<String, Set<Object>> USUAL = Map.of(
            "IpcMode", Set.of("private", "shareable"),
            "CgroupnsMode", Set.of("private", "host"),
            "Runtime", Set.of("runc", "crun"),
            "NetworkMode", Set.of("default", "bridge"),
            "MemorySwappiness", Set.of(-1L),
            "PidsLimit", Set.of(-1L),
            "ShmSize", Set.of(67108864L, 65536000L),
            "SecurityOpt", Set.of(List.of("label=disable")),
            "RestartPolicy", Set.of(ApiObject.of(Map.of("Name", "no", "MaximumRetryCount", 0))));

    /** What an engine takes and forgets if it, or its kernel, does not know it. */
    private static final Set<String> FORGOTTEN = Set.of(
            "Annotations",
            "BlkioDeviceReadBps",
            "BlkioDeviceReadIOps",
            "BlkioDeviceWriteBps",
            "BlkioDeviceWriteIOps",
            "BlkioWeight",
            "BlkioWeightDevice",
            "CpuRealtimePeriod",
            "CpuRealtimeRuntime",
            "GwPriority",
            "Healthcheck.StartInterval",
            "MemoryReservation",
            "MemorySwappiness",
            "OomKillDisable");

    /** A daemon's own default limits come with every container. */
    private static final String DAEMONS_LIMITS = "Ulimits";

    private EngineDefaults() {}

    static boolean isEnginesOwn(String member) {
        return ENGINES_OWN.contains(member);
    }

    /**
     * Whether {@code live} is what an engine has where nothing was asked for.
     *
     * @param hostConfig the HostConfig that {@code live} is a member of
     */
    static boolean isUsual(String member, @Nullable Object live, ApiObject hostConfig) {
        if (isEmpty(live)
                || (live != null && USUAL.getOrDefault(member, Set.of()).contains(live))) {
            return true;
        }
        if (member.equals("MemorySwap") && live instanceof Long swap) {
            return swap == -1 || swap == 2 * hostConfig.number("Memory");
        }
        if (member.equals("LogConfig") && live instanceof ApiObject log) {
            return log.object("Config").isEmpty();
        }
        return member.equals(DAEMONS_LIMITS);
    }

    /** {@code live} without what an engine adds to a setting of which only the rest was asked for. */
    static @Nullable Object withoutUnasked(String member, @Nullable Object live, ApiObject asked) {
        if (member.equals("PortBindings") && live instanceof ApiObject bindings) {
            return FreePorts.asAsked(bindings, asked.object(member));
        }
        boolean ownDriver = asked.object("LogConfig").string("Type").orElse("").isEmpty();
        return member.equals("LogConfig") && ownDriver && live instanceof ApiObject log ? log.without("Type") : live;
    }

    /** Whether an engine may have forgotten what was asked for; then it shows nothing of it. */
    static boolean mayForget(String member) {
        return FORGOTTEN.contains(member);
    }

    /** Whether a value says nothing: null, {@code ""}, 0, false, or a list or object of nothing. */
    static boolean isEmpty(@Nullable Object value) {
        if (value == null || value.equals("")) {
            return true;
        }
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof Number number) {
            return number.doubleValue() == 0;
        }
        if (value instanceof List<?> list) {
            return list.isEmpty();
        }
        return value instanceof ApiObject object
                && object.members().values().stream().allMatch(EngineDefaults::isEmpty);
    }
}
