package io.homelabhub.run;

import io.homelabhub.engine.HealthCheck;
import java.util.List;
import java.util.Optional;

/**
 * What a container looked like just after its step failed, before anything was taken back.
 *
 * @param container its name; empty for {@link #NONE}
 * @param exitCode of its last end; empty if it runs or never ran
 * @param outOfMemory whether the kernel killed one of its processes for want of memory
 * @param restarts how often the engine has restarted it
 * @param healthTest the command of its health test; empty if it has none
 * @param healthChecks the last runs of its health test, oldest first
 * @param logLines the end of its log, oldest first; at most 20
 */
public record ContainerDiagnosis(
        String container,
        Optional<Integer> exitCode,
        boolean outOfMemory,
        int restarts,
        List<String> healthTest,
        List<HealthCheck> healthChecks,
        List<String> logLines) {
    /** Of a step that has no container, or one that could not be looked at. */
    public static final ContainerDiagnosis NONE =
            new ContainerDiagnosis("", Optional.empty(), false, 0, List.of(), List.of(), List.of());

    public ContainerDiagnosis {
        healthTest = List.copyOf(healthTest);
        healthChecks = List.copyOf(healthChecks);
        logLines = List.copyOf(logLines);
    }
}
