package io.homelabhub.web.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one service has used, of the last hour; older figures give way. Guarded by whoever keeps it. */
final class UsageHistory {
    /** An hour, at the sampler's pace. */
    static final int KEPT = 360;

    private final long[] at = new long[KEPT];
    private final float[] cpu = new float[KEPT];
    private final long[] memory = new long[KEPT];
    private final float[] received = new float[KEPT];
    private final float[] sent = new float[KEPT];
    private int next;
    private int count;

    void add(Instant time, Usage usage) {
        at[next] = time.getEpochSecond();
        cpu[next] = (float) usage.cpuPercent();
        memory[next] = usage.memory();
        received[next] = (float) usage.receivedPerSecond();
        sent[next] = (float) usage.sentPerSecond();
        next = (next + 1) % KEPT;
        count = Math.min(KEPT, count + 1);
    }

    /** Whether the service was last measured before {@code time}. */
    boolean endsBefore(Instant time) {
        return at[(next - 1 + KEPT) % KEPT] < time.getEpochSecond();
    }

    /** The oldest first: {@code at} in seconds of the epoch, {@code cpu} in per cent of a processor, bytes, bytes a second. */
    Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        List<Object> times = new ArrayList<>();
        List<Object> cpus = new ArrayList<>();
        List<Object> memories = new ArrayList<>();
        List<Object> in = new ArrayList<>();
        List<Object> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = (next - count + i + KEPT) % KEPT;
            times.add(at[index]);
            cpus.add(Usage.rounded(cpu[index]));
            memories.add(memory[index]);
            in.add(Usage.rounded(received[index]));
            out.add(Usage.rounded(sent[index]));
        }
        document.put("at", times);
        document.put("cpu", cpus);
        document.put("memory", memories);
        document.put("received", in);
        document.put("sent", out);
        return document;
    }
}
