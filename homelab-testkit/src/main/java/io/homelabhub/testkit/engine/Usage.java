package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ContainerStats;
import io.homelabhub.engine.DiskUsage;
import io.homelabhub.engine.HostInfo;
import io.homelabhub.engine.ProcessTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What containers use on the fake host: as was said of them, and the same for all of what was not. */
final class Usage {
    private static final List<String> TITLES = List.of("UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD");
    private static final int FIRST_PROCESS = 4711;
    private static final long MEMORY_OF_THE_HOST = 8_000_000_000L;
    private static final int PROCESSORS_OF_THE_HOST = 4;
    private static final long WRITTEN = 1_000;
    private static final long VOLUME = 2_000_000;

    private Usage() {}

    static ProcessTable processes(FakeContainer container, Behaviour behaviour) {
        List<String> commands = behaviour.processes().isEmpty()
                ? List.of(String.join(" ", container.config.strings("Cmd")))
                : behaviour.processes();
        List<List<String>> rows = new ArrayList<>();
        for (String command : commands) {
            String number = String.valueOf(FIRST_PROCESS + rows.size());
            rows.add(List.of("root", number, "1", "0", "10:00", "?", "00:00:00", command));
        }
        return new ProcessTable(TITLES, rows);
    }

    static ContainerStats stats(Host host, FakeContainer container) {
        Behaviour behaviour = host.behaviour(container);
        long limit = container.hostConfig.number("Memory");
        return new ContainerStats(
                host.clock.now(),
                behaviour.cpuPercent(),
                behaviour.memory(),
                limit == 0 ? MEMORY_OF_THE_HOST : limit,
                2 * WRITTEN,
                WRITTEN,
                0,
                WRITTEN,
                Math.max(1, behaviour.processes().size()));
    }

    static HostInfo host(Host host) {
        return new HostInfo(
                OptionalLong.of(MEMORY_OF_THE_HOST),
                OptionalInt.of(PROCESSORS_OF_THE_HOST),
                Optional.of(host.clock.now().plus(host.ahead)),
                Optional.of(Path.of("/var/lib/docker")),
                Optional.of(host.ids.engine() + " " + host.endpoint));
    }

    static DiskUsage disk(Host host) {
        Map<String, DiskUsage.ImageSize> images = new TreeMap<>();
        host.images.keySet().forEach(id -> images.put(id, new DiskUsage.ImageSize(FakeImage.SIZE, 0)));
        Map<String, Long> containers = new TreeMap<>();
        host.containers.keySet().forEach(id -> containers.put(id, WRITTEN));
        Map<String, Long> volumes = new TreeMap<>();
        host.volumes.keySet().forEach(name -> volumes.put(name, VOLUME));
        return new DiskUsage(images, containers, volumes, OptionalLong.of(0));
    }
}
