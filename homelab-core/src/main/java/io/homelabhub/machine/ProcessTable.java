package io.homelabhub.machine;

import io.homelabhub.observed.HostListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out which process has a socket. The system tells that of one's own processes alone, and root of all. */
final class ProcessTable {
    /** Who has a socket of which the system tells nothing. */
    static final Holder UNKNOWN = new Holder("another process", HostListener.Kind.UNKNOWN);

    private static final Pattern UNIT = Pattern.compile("/([^/]+\\.service)(/.*)?$");

    /** A runtime names the group of a container's processes by its id. */
    private static final Pattern CONTAINER =
            Pattern.compile("(?:(docker|libpod|containerd|crio)[-/:].*?|/)([0-9a-f]{64})");

    private final LocalMachine machine;

    /** A process that has a socket, as people call it. */
    record Holder(String text, HostListener.Kind kind) {}

    ProcessTable(LocalMachine machine) {
        this.machine = machine;
    }

    /** The holders by the inodes of their sockets, as far as they can be told. */
    Map<String, Holder> holders(Set<String> inodes) {
        Map<String, Holder> holders = new HashMap<>();
        for (Path process : list(machine.root().resolve("proc"))) {
            String pid = process.getFileName().toString();
            if (pid.matches("[0-9]+") && holders.size() < inodes.size()) {
                for (Path descriptor : list(process.resolve("fd"))) {
                    String inode = inode(descriptor);
                    if (inodes.contains(inode)) {
                        holders.putIfAbsent(inode, holder(pid));
                    }
                }
            }
        }
        return holders;
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException denied) {
            return List.of();
        }
    }

    private static String inode(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:[") ? target.substring("socket:[".length(), target.length() - 1) : "";
        } catch (IOException | UnsupportedOperationException gone) {
            return "";
        }
    }

    /** {@code process nginx (812, nginx.service)}. */
    private Holder holder(String pid) {
        String name =
                machine.lines("proc/" + pid + "/comm").stream().findFirst().orElse("");
        List<String> groups = machine.lines("proc/" + pid + "/cgroup");
        boolean contained =
                groups.stream().anyMatch(group -> CONTAINER.matcher(group).find());
        String unit = groups.stream()
                .map(UNIT::matcher)
                .filter(Matcher::find)
                .map(found -> ", " + found.group(1))
                .findFirst()
                .orElse("");
        String where = contained ? ", in a container" : unit;
        return new Holder(
                "process " + (name.isEmpty() ? "" : name + " ") + "(" + pid + where + ")",
                contained ? HostListener.Kind.IN_CONTAINER : HostListener.Kind.PROCESS);
    }
}
