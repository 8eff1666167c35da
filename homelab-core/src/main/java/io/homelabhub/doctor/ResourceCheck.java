package io.homelabhub.doctor;

import io.homelabhub.catalog.DeploymentPattern;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.engine.HostInfo;
import io.homelabhub.resource.ContainerSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Whether the host has the memory and the processors that services may use, by their limits and by the catalog's patterns. */
final class ResourceCheck implements Check {
    private static final String NAME = "resources";
    private static final long MEBIBYTE = 1024 * 1024;
    private static final double SCARCE = 0.05;
    private static final long NANO = 1_000_000_000;

    @Override
    public List<Finding> look(Circumstances circumstances) {
        Circumstances.Described files = circumstances.files().orElseThrow();
        HostInfo host = circumstances.engine().orElseThrow().host();
        List<Finding> findings = new ArrayList<>();
        host.processors()
                .ifPresent(processors -> files.desired().services().forEach(service -> service.containers().stream()
                        .limit(1)
                        .filter(container -> container.hostConfig().number("NanoCpus") > processors * NANO)
                        .forEach(container -> findings.add(processors(service, container, processors)))));
        host.memory().ifPresent(memory -> {
            findings.addAll(memory(files, memory));
            available(circumstances, memory, findings);
        });
        if (findings.isEmpty()) {
            host.memory()
                    .ifPresent(memory -> findings.add(Finding.ok(
                            NAME,
                            text(memory) + " of memory"
                                    + (host.processors().isPresent()
                                            ? ", " + host.processors().getAsInt() + " processors"
                                            : ""))));
        }
        return findings;
    }

    private static Finding processors(DesiredService service, ContainerSpec container, int processors) {
        double wanted = container.hostConfig().number("NanoCpus") / (double) NANO;
        return Finding.problem(
                NAME,
                "service %s may use %s processors, and the host has %d: the engine refuses that"
                        .formatted(service.name(), String.format(Locale.ROOT, "%.1f", wanted), processors),
                "# lower its limit of processors to " + processors);
    }

    private static List<Finding> memory(Circumstances.Described files, long memory) {
        List<Finding> findings = new ArrayList<>();
        long reserved = sum(files, container -> container.hostConfig().number("MemoryReservation"));
        long limits = sum(files, container -> container.hostConfig().number("Memory"));
        if (reserved > memory) {
            findings.add(Finding.warning(
                    NAME,
                    "services reserve " + text(reserved) + " of memory together, and the host has " + text(memory),
                    "# deploy fewer services, or lower their reservations"));
        } else if (limits > memory) {
            findings.add(Finding.warning(
                    NAME,
                    "services may use " + text(limits) + " of memory together, and the host has " + text(memory)
                            + ": if they do, some are killed",
                    "# lower their limits, or deploy fewer services"));
        }
        pattern(files, memory).ifPresent(findings::add);
        return findings;
    }

    private static long sum(Circumstances.Described files, ToLongFunction<ContainerSpec> of) {
        return files.desired().services().stream()
                .flatMap(service -> service.containers().stream())
                .mapToLong(of)
                .sum();
    }

    /** The greatest pattern that the enabled services contain, if the host is too small for it. */
    private static Optional<Finding> pattern(Circumstances.Described files, long memory) {
        Set<String> enabled = new TreeSet<>(files.services());
        return files.definition().catalog().patterns().values().stream()
                .filter(pattern ->
                        enabled.containsAll(files.definition().selector().members(List.of(pattern.name()))))
                .filter(pattern -> budget(pattern) > memory)
                .max(Comparator.comparingLong(ResourceCheck::budget))
                .map(pattern -> Finding.warning(
                        NAME,
                        "the pattern %s takes about %s of memory, and the host has %s"
                                .formatted(pattern.name(), pattern.memory().orElse(""), text(memory)),
                        "# deploy less, as with one of the smaller patterns: homelab services catalog"));
    }

    private static long budget(DeploymentPattern pattern) {
        return pattern.memory().map(MemoryText::bytes).orElse(0L);
    }

    private static void available(Circumstances circumstances, long memory, List<Finding> findings) {
        if (circumstances.isEngineHere()) {
            circumstances.machine().availableMemory().ifPresent(available -> {
                if (available < memory * SCARCE) {
                    findings.add(Finding.warning(
                            NAME,
                            "only " + text(available) + " of " + text(memory) + " of memory are left",
                            "homelab stats --no-stream"));
                }
            });
        }
    }

    /** {@code 512 MiB} or {@code 7.6 GiB}. */
    static String text(long bytes) {
        long mebibytes = bytes / MEBIBYTE;
        return mebibytes < 1024 ? mebibytes + " MiB" : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024.0);
    }
}
