package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import java.util.List;
import java.util.Optional;

/**
 * What containers may use. The keys of the service and those of {@code deploy.resources} are one here: they agree, or only one
 * of them is set. 0 is the engine's default.
 *
 * @param memoryBytes the most memory
 * @param memoryReservationBytes the memory that is kept for it when memory is short
 * @param memorySwapBytes the most memory and swap together; -1 for no bound
 * @param memorySwappiness how readily memory is swapped, 0 to 100; empty for the engine's default
 * @param cpus the most processors, as 1.5
 * @param cpuShares the weight against other containers
 * @param cpuQuotaMicros the time it may run in each period
 * @param cpuPeriodMicros the period
 * @param cpuRealtimeRuntimeMicros the time for real-time processes in each period
 * @param cpuRealtimePeriodMicros the period for real-time processes
 * @param cpuset the processors it may run on, as {@code 0-3}; empty for all
 * @param pids the most processes; -1 for no bound
 * @param shmSizeBytes the size of {@code /dev/shm}
 * @param oomKillDisable whether it is spared when memory runs out
 * @param oomScoreAdj how readily it is killed then, -1000 to 1000
 * @param blkio weights and limits of block devices
 * @param devices devices that are reserved under {@code deploy}
 */
public record ResourceLimits(
        long memoryBytes,
        long memoryReservationBytes,
        long memorySwapBytes,
        Optional<Long> memorySwappiness,
        double cpus,
        long cpuShares,
        long cpuQuotaMicros,
        long cpuPeriodMicros,
        long cpuRealtimeRuntimeMicros,
        long cpuRealtimePeriodMicros,
        String cpuset,
        long pids,
        long shmSizeBytes,
        boolean oomKillDisable,
        int oomScoreAdj,
        Optional<BlockIo> blkio,
        List<DeviceRequest> devices) {

    /**
     * Weights and limits of block devices.
     *
     * @param weight the weight against other containers, 10 to 1000; 0 for the default
     * @param weightDevice weights by device
     * @param readBytes bytes a second that may be read, by device
     * @param readOperations reads a second, by device
     * @param writeBytes bytes a second that may be written, by device
     * @param writeOperations writes a second, by device
     */
    public record BlockIo(
            int weight,
            List<Rate> weightDevice,
            List<Rate> readBytes,
            List<Rate> readOperations,
            List<Rate> writeBytes,
            List<Rate> writeOperations) {}

    /**
     * A number for one device.
     *
     * @param path the device, as {@code /dev/sda}
     * @param rate the weight or limit
     */
    public record Rate(String path, long rate) {}

    static ResourceLimits of(View view) {
        View resources = view.view("deploy").view("resources");
        View limits = resources.view("limits");
        View reservations = resources.view("reservations");
        return new ResourceLimits(
                either(view.whole("mem_limit"), limits.whole("memory")),
                either(view.whole("mem_reservation"), reservations.whole("memory")),
                view.whole("memswap_limit"),
                view.has("mem_swappiness") ? Optional.of(view.whole("mem_swappiness")) : Optional.empty(),
                decimal(view.has("cpus") ? view : limits),
                view.whole("cpu_shares"),
                view.whole("cpu_quota"),
                view.whole("cpu_period"),
                view.whole("cpu_rt_runtime"),
                view.whole("cpu_rt_period"),
                view.text("cpuset"),
                either(view.whole("pids_limit"), limits.whole("pids")),
                view.whole("shm_size"),
                view.flag("oom_kill_disable"),
                (int) view.whole("oom_score_adj"),
                Optional.ofNullable(view.viewOrNull("blkio_config")).map(ResourceLimits::blockIo),
                reservations.views("devices").stream().map(DeviceRequest::of).toList());
    }

    private static long either(long own, long other) {
        return own != 0 ? own : other;
    }

    /** The decimal number that was written, without the noise of 32 bits. */
    private static double decimal(View view) {
        return Double.parseDouble(Float.toString(view.number("cpus")));
    }

    private static BlockIo blockIo(View view) {
        return new BlockIo(
                (int) view.whole("weight"),
                rates(view, "weight_device", "Weight"),
                rates(view, "device_read_bps", "Rate"),
                rates(view, "device_read_iops", "Rate"),
                rates(view, "device_write_bps", "Rate"),
                rates(view, "device_write_iops", "Rate"));
    }

    private static List<Rate> rates(View view, String key, String number) {
        return view.views(key).stream()
                .map(device -> new Rate(device.text("Path"), device.whole(number)))
                .toList();
    }
}
