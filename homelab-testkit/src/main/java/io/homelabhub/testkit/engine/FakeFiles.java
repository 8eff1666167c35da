package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.PathStatus;
import io.homelabhub.resource.FileContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The files of a fake container: those that were put in. Folders above a file are there, and {@code /tmp}. */
final class FakeFiles {
    private static final Path ROOT = Path.of("/");
    private static final int PERMISSIONS = 07777;
    private static final Path TEMPORARY = Path.of("/tmp");

    private final TreeMap<Path, Entry> entries = new TreeMap<>();
    private final TreeMap<Path, FakeFiles> mounts = new TreeMap<>();

    /** What is at a path, as its head in an archive has it. */
    private record Entry(TarArchiveEntry head, ByteBuffer content) {}

    FakeFiles(List<FileContent> files) {
        for (FileContent file : files) {
            TarArchiveEntry head = new TarArchiveEntry(file.path().substring(1));
            head.setMode(file.mode());
            head.setIds((int) file.uid(), (int) file.gid());
            entries.put(Path.of(file.path()), new Entry(head, ByteBuffer.wrap(file.content())));
        }
    }

    /** What is at {@code target} and below is another's: a volume's. */
    void mount(String target, FakeFiles volume) {
        mounts.put(Path.of(target).normalize(), volume);
    }

    private Optional<Path> mountAbove(Path path) {
        return mounts.keySet().stream().filter(path::startsWith).findFirst();
    }

    /** The files below a path, those of volumes included, by where they are here. */
    private SortedMap<Path, Entry> below(Path path) {
        SortedMap<Path, Entry> below = new TreeMap<>();
        entries.forEach((at, entry) -> below.put(at, entry));
        mounts.forEach((target, volume) ->
                volume.entries.forEach((at, entry) -> below.put(target.resolve(ROOT.relativize(at)), entry)));
        below.keySet().removeIf(at -> !at.startsWith(path));
        return below;
    }

    private void put(Path path, Entry entry) {
        Optional<Path> mount = mountAbove(path);
        if (mount.isPresent()) {
            FakeFiles volume = mounts.get(mount.get());
            Objects.requireNonNull(volume).entries.put(ROOT.resolve(mount.get().relativize(path)), entry);
        } else {
            entries.put(path, entry);
        }
    }

    Optional<PathStatus> status(String text) {
        Path path = Path.of(text).normalize();
        String name = path.equals(ROOT) ? "/" : String.valueOf(path.getFileName());
        Entry entry = below(path).get(path);
        if (entry == null) {
            return isFolder(path)
                    ? Optional.of(new PathStatus(name, PathStatus.Kind.FOLDER, 0, Optional.empty()))
                    : Optional.empty();
        }
        TarArchiveEntry head = entry.head();
        PathStatus.Kind kind = head.isDirectory()
                ? PathStatus.Kind.FOLDER
                : head.isSymbolicLink() ? PathStatus.Kind.LINK : PathStatus.Kind.FILE;
        Optional<String> target = head.isSymbolicLink()
                ? Optional.of(
                        String.valueOf(above(path).resolve(head.getLinkName()).normalize()))
                : Optional.empty();
        return Optional.of(new PathStatus(name, kind, entry.content().remaining(), target));
    }

    private static Path above(Path path) {
        return Objects.requireNonNullElse(path.getParent(), ROOT);
    }

    private boolean isFolder(Path path) {
        return path.equals(ROOT)
                || path.equals(TEMPORARY)
                || mounts.keySet().stream().anyMatch(target -> target.startsWith(path))
                || below(path).keySet().stream().anyMatch(one -> !one.equals(path));
    }

    List<FileContent> files(List<String> paths) {
        List<FileContent> files = new ArrayList<>();
        for (String text : paths) {
            Path path = Path.of(text).normalize();
            Entry entry = below(path).get(path);
            if (entry != null && entry.head().isFile()) {
                TarArchiveEntry head = entry.head();
                files.add(new FileContent(
                        text,
                        head.getMode() & PERMISSIONS,
                        head.getLongUserId(),
                        head.getLongGroupId(),
                        entry.content().array()));
            }
        }
        return files;
    }

    InputStream archive(String text) {
        Path path = Path.of(text).normalize();
        if (status(text).isEmpty()) {
            throw new EngineException(Kind.NOT_FOUND, "Could not find the file " + text + " in container");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            Path above = above(path);
            for (var entry : below(path).entrySet()) {
                write(tar, String.valueOf(above.relativize(entry.getKey())), entry.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void write(TarArchiveOutputStream tar, String name, Entry entry) throws IOException {
        TarArchiveEntry from = entry.head();
        TarArchiveEntry head = new TarArchiveEntry(from.isDirectory() ? name + "/" : name, from.getLinkFlag());
        head.setMode(from.getMode());
        head.setIds((int) from.getLongUserId(), (int) from.getLongGroupId());
        head.setLinkName(from.getLinkName());
        head.setLastModifiedTime(from.getLastModifiedTime());
        head.setSize(entry.content().remaining());
        tar.putArchiveEntry(head);
        tar.write(entry.content().array());
        tar.closeArchiveEntry();
    }

    void extract(String folder, InputStream stream) {
        Path into = Path.of(folder).normalize();
        if (!isFolder(into) && status(folder).filter(PathStatus::isFolder).isEmpty()) {
            throw new EngineException(Kind.NOT_FOUND, "Could not find the file " + folder + " in container");
        }
        try {
            TarArchiveInputStream tar = new TarArchiveInputStream(stream, StandardCharsets.UTF_8.name());
            for (TarArchiveEntry head = tar.getNextEntry(); head != null; head = tar.getNextEntry()) {
                put(into.resolve(head.getName()).normalize(), new Entry(head, ByteBuffer.wrap(tar.readAllBytes())));
            }
        } catch (IOException unreadable) {
            throw new EngineException(Kind.REJECTED, "unexpected EOF", "", unreadable);
        }
    }
}
