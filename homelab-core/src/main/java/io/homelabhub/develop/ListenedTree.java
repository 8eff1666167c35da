package io.homelabhub.develop;

import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Files below roots of this machine, listened to by the JDK's watcher. A folder is listened to before it is read, so that nothing falls
 * between the two. A root that is not there yet is waited for in the folder above it. Links are not followed.
 *
 * <p>Where the machine listens to no more folders (Linux: {@code fs.inotify.max_user_watches}), {@link #isDeaf} says so, and the files have to
 * be scanned every now and then.
 */
final class ListenedTree implements FileTree {
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE
    };

    private final List<Path> roots;
    private final Predicate<Path> closed;
    private final Consumer<Hint> hints;
    private final WatchService service;
    private final Task listening;
    private boolean deaf;

    /**
     * @param closed which folders hold nothing that counts
     * @param hints told on a thread of its own
     */
    ListenedTree(Collection<Path> roots, Predicate<Path> closed, Timing timing, Consumer<Hint> hints) {
        this.roots = List.copyOf(roots);
        this.closed = closed;
        this.hints = hints;
        try {
            this.service = FileSystems.getDefault().newWatchService();
        } catch (IOException refused) {
            throw new UncheckedIOException("this machine does not tell of changes of files", refused);
        }
        this.listening = timing.start("homelab-file-changes", this::listen);
    }

    private void listen() {
        try {
            while (true) {
                WatchKey key = service.take();
                Path folder = (Path) key.watchable();
                Set<Path> touched = new HashSet<>();
                boolean complete = true;
                for (WatchEvent<?> event : key.pollEvents()) {
                    if (event.context() instanceof Path name) {
                        touched.add(folder.resolve(name));
                    } else {
                        complete = false;
                    }
                }
                key.reset();
                hints.accept(new Hint(touched, complete));
            }
        } catch (InterruptedException | ClosedWatchServiceException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public NavigableMap<Path, Stamp> scan() {
        NavigableMap<Path, Stamp> found = new TreeMap<>();
        for (Path root : roots) {
            try {
                scan(root, found);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("reading " + root, unreadable);
            }
        }
        return found;
    }

    private void scan(Path root, NavigableMap<Path, Stamp> found) throws IOException {
        listenAbove(root);
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(root, new Walk(root, found));
        }
    }

    /** Its name may come, go, or stand for another file. */
    private void listenAbove(Path root) {
        Path above = root.getParent();
        while (above != null && !Files.isDirectory(above)) {
            above = above.getParent();
        }
        if (above != null) {
            listenTo(above);
        }
    }

    private void listenTo(Path folder) {
        try {
            WatchKey unused = folder.register(service, KINDS);
        } catch (IOException full) {
            deaf = deaf || Files.isDirectory(folder);
        }
    }

    /** Whether there is a folder that could not be listened to. */
    boolean isDeaf() {
        return deaf;
    }

    @Override
    public void close() {
        listening.interrupt();
        try {
            service.close();
        } catch (IOException unheard) {
            throw new UncheckedIOException("closing the watcher of files", unheard);
        }
    }

    /** What vanishes on the way is not there. */
    private final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final NavigableMap<Path, Stamp> found;

        Walk(Path root, NavigableMap<Path, Stamp> found) {
            this.root = root;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root) && closed.test(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            listenTo(folder);
            found.put(folder, Stamp.of(attributes));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!attributes.isOther()) {
                found.put(file, Stamp.of(attributes));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
