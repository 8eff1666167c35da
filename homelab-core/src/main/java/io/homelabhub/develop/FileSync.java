package io.homelabhub.develop;

import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.operation.ServiceContainer;
import io.homelabhub.operation.ServiceFiles;
import io.homelabhub.operation.ServiceOperations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Carries files into all containers of a service: first away with what is gone, then in with what is there. */
final class FileSync {
    /** As many as a command line has room for on any machine. */
    private static final int AT_ONCE = 500;

    private final ServiceOperations services;

    FileSync(ServiceOperations services) {
        this.services = services;
    }

    /**
     * Brings the containers up to date.
     *
     * @param written files of this machine by their places in the container, folders before what is in them
     * @param removed places in the container
     * @return why files were not copied, by their places: they cannot be read
     * @throws EngineException if a container does not take them, with what it says
     */
    Map<String, String> carry(String service, NavigableMap<String, Path> written, NavigableSet<String> removed) {
        Map<String, String> unread = new TreeMap<>();
        for (int index : services.indexes(service)) {
            ServiceContainer container = ServiceContainer.of(service).withIndex(index);
            remove(container, topmost(removed));
            write(container, written, unread);
        }
        return unread;
    }

    /** What goes with a folder need not be told. */
    private static List<String> topmost(NavigableSet<String> paths) {
        List<String> topmost = new ArrayList<>();
        for (String path : new TreeSet<>(paths)) {
            boolean covered = topmost.stream().anyMatch(above -> path.startsWith(above + "/"));
            if (!covered) {
                topmost.add(path);
            }
        }
        return topmost;
    }

    private void remove(ServiceContainer container, List<String> paths) {
        for (int from = 0; from < paths.size(); from += AT_ONCE) {
            List<String> command = new ArrayList<>(List.of("rm", "-rf", "--"));
            command.addAll(paths.subList(from, Math.min(paths.size(), from + AT_ONCE)));
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            int code = run(container, ExecRequest.of(command), said);
            if (code != 0) {
                throw new EngineException(
                        Kind.REJECTED,
                        "removing files from " + container + " ended with exit code " + code + ": "
                                + said.toString(StandardCharsets.UTF_8).strip());
            }
        }
    }

    /**
     * Runs a command to its end.
     *
     * @return its exit code
     */
    int run(ServiceContainer container, ExecRequest request, OutputStream output) {
        try (ContainerSession session = services.exec(container, request)) {
            session.copyOutput(output, output);
            return session.exitCode().orElse(0);
        } catch (IOException broken) {
            throw new UncheckedIOException("reading what a command in " + container + " writes", broken);
        }
    }

    private void write(ServiceContainer container, NavigableMap<String, Path> written, Map<String, String> unread) {
        if (written.isEmpty()) {
            return;
        }
        try (ServiceFiles files = services.files(container)) {
            Map<String, Path> packed = new LinkedHashMap<>();
            for (Map.Entry<String, Path> file : written.entrySet()) {
                if (!isFolder(file.getValue()) || files.status(file.getKey()).isEmpty()) {
                    packed.put(file.getKey().substring(1), file.getValue());
                }
            }
            files.copyTo("/", SyncArchive.of(packed, (name, why) -> unread.put("/" + name, why)), true);
        }
    }

    /** A folder that the container has stays as it is, a link to one above all. */
    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Runs a command in each container of a service; the first exit code that is not 0. */
    int runInAll(String service, ExecRequest request, OutputStream output) {
        int code = 0;
        for (int index : Set.copyOf(services.indexes(service))) {
            int one = run(ServiceContainer.of(service).withIndex(index), request, output);
            code = code == 0 ? one : code;
        }
        return code;
    }
}
