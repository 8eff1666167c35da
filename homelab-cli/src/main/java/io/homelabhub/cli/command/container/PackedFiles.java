package io.homelabhub.cli.command.container;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/** A file or folder of this machine as a tar archive, packed as it is read: no more of it is kept than a few kilobytes. */
final class PackedFiles extends InputStream {
    private static final int PIECE = 1 << 16;

    private final Path root;
    private final Placement placement;
    private final Stream<Path> walk;
    private final Iterator<Path> paths;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar;
    private byte[] ready = new byte[0];
    private int at;
    private @Nullable InputStream file;
    private Path current;
    private long left;
    private boolean finished;
    private long count;

    /** @param root a real path, not a link, unless the link itself is meant */
    @SuppressWarnings("StreamResourceLeak") // closed with this
    PackedFiles(Path root, Placement placement) throws IOException {
        this.root = root;
        this.placement = placement;
        this.current = root;
        this.walk = Files.walk(root);
        this.paths = walk.iterator();
        this.tar = new TarArchiveOutputStream(packed, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /** How many files, folders and links have been packed so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (at == ready.length) {
            if (finished) {
                return -1;
            }
            pack();
            ready = packed.toByteArray();
            packed.reset();
            at = 0;
        }
        int taken = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, bytes, from, taken);
        at += taken;
        return taken;
    }

    private void pack() throws IOException {
        InputStream open = file;
        if (open != null) {
            goOn(open);
        } else if (paths.hasNext()) {
            begin(paths.next());
        } else {
            tar.close();
            finished = true;
        }
    }

    private void begin(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String name = name(path);
        if (attributes.isOther() || name.isEmpty()) {
            return; // sockets and devices are nothing to copy
        }
        TarArchiveEntry entry = entry(name, path, attributes);
        tar.putArchiveEntry(entry);
        count++;
        if (attributes.isRegularFile()) {
            current = path;
            left = attributes.size();
            file = Files.newInputStream(path);
        } else {
            tar.closeArchiveEntry();
        }
    }

    private String name(Path path) {
        String below = String.valueOf(root.relativize(path));
        return placement.renamed(below.isEmpty() ? "root" : "root/" + below);
    }

    private static TarArchiveEntry entry(String name, Path path, BasicFileAttributes attributes) throws IOException {
        TarArchiveEntry entry;
        if (attributes.isSymbolicLink()) {
            entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(String.valueOf(Files.readSymbolicLink(path)));
        } else {
            entry = new TarArchiveEntry(attributes.isDirectory() ? name + "/" : name);
            entry.setSize(attributes.isRegularFile() ? attributes.size() : 0);
        }
        entry.setModTime(FileTime.from(attributes.lastModifiedTime().toInstant()));
        Map<String, Object> unix = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        entry.setMode(number(unix, "mode"));
        entry.setUserId(number(unix, "uid"));
        entry.setGroupId(number(unix, "gid"));
        return entry;
    }

    private static int number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Integer number ? number : 0;
    }

    private void goOn(InputStream open) throws IOException {
        byte[] piece = open.readNBytes((int) Math.min(PIECE, left));
        if (piece.length == 0 && left > 0) {
            throw new EOFException(current + " has become shorter while it was read");
        }
        tar.write(piece);
        left -= piece.length;
        if (left == 0) {
            open.close();
            file = null;
            tar.closeArchiveEntry();
        }
    }

    @Override
    public void close() throws IOException {
        walk.close();
        InputStream open = file;
        if (open != null) {
            open.close();
        }
    }
}
