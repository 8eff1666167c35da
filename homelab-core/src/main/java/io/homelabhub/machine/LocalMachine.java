package io.homelabhub.machine;

import io.homelabhub.api.Api;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.engine.HostInfo;
import io.homelabhub.observed.HostListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The machine that the program runs on, by what Linux tells under {@code /proc}. On another system everything is unknown.
 *
 * @param root the folder that stands for {@code /}; another one is for tests
 */
@Api(Api.Status.PROVISIONAL)
public record LocalMachine(Path root) {
    /** The one that this program runs on. */
    public static final LocalMachine THIS = new LocalMachine(Path.of("/"));

    private static final String UNIX = "unix://";

    /**
     * Whether an engine's ports are this machine's: its socket was opened in the network namespace of this program. A socket file
     * alone does not tell, as an engine in a container or in a rootless namespace may have left it.
     */
    public boolean sharesNetworkWith(EngineInfo engine) {
        if (!engine.endpoint().startsWith(UNIX)) {
            return false;
        }
        Optional<Path> socket = real(engine.endpoint().substring(UNIX.length()));
        return socket.isPresent()
                && lines("proc/net/unix").stream()
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .filter(path -> path.startsWith("/"))
                        .anyMatch(path -> real(path).equals(socket));
    }

    /** The path behind links; empty if the text is no path here, as one with an accent where the locale is C. */
    private static Optional<Path> real(String text) {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException gone) {
            return Optional.of(path);
        }
    }

    /**
     * Who listens at some of the machine's ports, containers' own proxies among them.
     *
     * @param ports 1 to 65535
     */
    public List<HostListener> listeners(Set<Integer> ports) {
        return ports.isEmpty() ? List.of() : new SocketTable(this).listeners(ports);
    }

    /** Whether an engine that tells this of its machine may be on this one: a socket may lead to an engine elsewhere, as that of ssh does. */
    public boolean maybeOf(HostInfo host) {
        OptionalLong here = memory("MemTotal:");
        return here.isEmpty() || host.memory().isEmpty() || here.equals(host.memory());
    }

    /** Memory that programs can still have, in bytes. */
    public OptionalLong availableMemory() {
        return memory("MemAvailable:");
    }

    private OptionalLong memory(String name) {
        return lines("proc/meminfo").stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .filter(digits -> !digits.isEmpty() && digits.length() < 16)
                .mapToLong(digits -> Long.parseLong(digits) * 1024)
                .findFirst();
    }

    /** Room on the disk that holds {@code folder}, or the nearest folder above it that can be seen. */
    public Optional<Room> roomAt(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.isDirectory(at)) {
                try {
                    var store = Files.getFileStore(at);
                    return Optional.of(new Room(store.getUsableSpace(), store.getTotalSpace()));
                } catch (IOException unknown) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Room on a disk, in bytes.
     *
     * @param usable what can still be written
     * @param total what the disk holds
     */
    public record Room(long usable, long total) {}

    /** The lines of a file of the system; none if there is no such file. */
    List<String> lines(String path) {
        try (Stream<String> lines = Files.lines(root.resolve(path))) {
            return lines.toList();
        } catch (IOException | UncheckedIOException none) {
            return List.of();
        }
    }
}
