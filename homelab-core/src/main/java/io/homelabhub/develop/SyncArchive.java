package io.homelabhub.develop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Files of this machine as a tar archive in which they have other names, read as it is sent: no more of it is kept than a few kilobytes.
 * A file that vanishes before it is its turn is left out; one that cannot be read is left out and told; one that shrinks while it is read is filled up with zeros, as another change
 * follows. Source: "pax Interchange Format" in POSIX.1-2017.
 */
final class SyncArchive {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 100;
    private static final byte PAX = 'x';
    private static final byte FILE = '0';
    private static final byte LINK = '2';
    private static final byte FOLDER = '5';

    private SyncArchive() {}

    /**
     * The archive.
     *
     * @param files by their names in the archive, folders before what is in them
     * @param unread told of each that cannot be read, by its name, and why
     */
    static InputStream of(Map<String, Path> files, BiConsumer<String, String> unread) {
        return new Entries(files.entrySet().iterator(), unread);
    }

    private static InputStream entry(Map.Entry<String, Path> file, BiConsumer<String, String> unread) {
        try {
            return entry(file.getKey(), file.getValue());
        } catch (NoSuchFileException vanished) {
            return InputStream.nullInputStream();
        } catch (IOException unreadable) {
            unread.accept(file.getKey(), reason(unreadable));
            return InputStream.nullInputStream();
        }
    }

    private static String reason(IOException unreadable) {
        return unreadable instanceof AccessDeniedException ? "permission denied" : unreadable.toString();
    }

    private static InputStream entry(String name, Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            return new ByteArrayInputStream(head(name + "/", FOLDER, "", 0, path, attributes));
        }
        if (attributes.isSymbolicLink()) {
            return new ByteArrayInputStream(
                    head(name, LINK, Files.readSymbolicLink(path).toString(), 0, path, attributes));
        }
        InputStream content = Files.newInputStream(path);
        long size = attributes.size();
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(head(name, FILE, "", size, path, attributes)),
                new Exactly(content, size + padding(size)))));
    }

    private static long padding(long size) {
        return (BLOCK - size % BLOCK) % BLOCK;
    }

    /** What the fields have no room for stands in an entry of its own before. */
    private static byte[] head(
            String name, byte type, String link, long size, Path path, BasicFileAttributes attributes)
            throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        byte[] more = (record("path", name, LONGEST_NAME)
                        + record("linkpath", link, LONGEST_NAME)
                        + record("size", String.valueOf(size), 11))
                .getBytes(StandardCharsets.UTF_8);
        long seconds = Math.max(0, attributes.lastModifiedTime().toMillis() / 1000);
        if (more.length > 0) {
            head.writeBytes(
                    block("PaxHeaders/" + Integer.toHexString(name.hashCode()), PAX, "", more.length, 0644, seconds));
            head.writeBytes(more);
            head.writeBytes(new byte[(int) padding(more.length)]);
        }
        boolean huge = String.valueOf(size).length() > 11;
        head.writeBytes(block(name, type, link, huge ? 0 : size, mode(path, type), seconds));
        return head.toByteArray();
    }

    private static String record(String key, String value, int room) {
        if (value.getBytes(StandardCharsets.UTF_8).length <= room
                && value.chars().allMatch(c -> c < 0x80)) {
            return "";
        }
        String record = " " + key + "=" + value + "\n";
        int length = record.getBytes(StandardCharsets.UTF_8).length;
        int whole = length + String.valueOf(length).length();
        return (whole == length + String.valueOf(whole).length() ? whole : whole + 1) + record;
    }

    private static int mode(Path path, byte type) throws IOException {
        if (type == LINK) {
            return 0777;
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            int mode = 0;
            String text = PosixFilePermissions.toString(permissions);
            for (int i = 0; i < text.length(); i++) {
                mode = mode << 1 | (text.charAt(i) == '-' ? 0 : 1);
            }
            return mode;
        } catch (UnsupportedOperationException foreign) {
            return type == FOLDER ? 0755 : 0644;
        }
    }

    private static byte[] block(String name, byte type, String link, long size, int mode, long seconds) {
        byte[] block = new byte[BLOCK];
        put(block, 0, name, LONGEST_NAME);
        put(block, 100, String.format(Locale.ROOT, "%07o", mode), 8);
        put(block, 108, "0000000", 8);
        put(block, 116, "0000000", 8);
        put(block, 124, String.format(Locale.ROOT, "%011o", size), 12);
        put(block, 136, String.format(Locale.ROOT, "%011o", seconds), 12);
        put(block, 148, "        ", 8);
        block[156] = type;
        put(block, 157, link, LONGEST_NAME);
        put(block, 257, "ustar\00000", 8);
        int sum = 0;
        for (byte one : block) {
            sum += Byte.toUnsignedInt(one);
        }
        put(block, 148, String.format(Locale.ROOT, "%06o\0 ", sum), 8);
        return block;
    }

    private static void put(byte[] block, int at, String text, int room) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, room));
    }

    /** One entry after the other, then what ends an archive. */
    private static final class Entries extends InputStream {
        private final Iterator<Map.Entry<String, Path>> left;
        private final BiConsumer<String, String> unread;
        private InputStream current = InputStream.nullInputStream();
        private boolean ended;

        Entries(Iterator<Map.Entry<String, Path>> left, BiConsumer<String, String> unread) {
            this.left = left;
            this.unread = unread;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int got = current.read(bytes, from, length);
            while (got < 0 && !ended) {
                current.close();
                ended = !left.hasNext();
                current = ended ? new ByteArrayInputStream(new byte[2 * BLOCK]) : entry(left.next(), unread);
                got = current.read(bytes, from, length);
            }
            return got;
        }

        @Override
        public void close() throws IOException {
            current.close();
        }
    }

    /** So many bytes, whatever the file has: then zeros. */
    private static final class Exactly extends InputStream {
        private final InputStream content;
        private long left;
        private boolean over;

        Exactly(InputStream content, long length) {
            this.content = content;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int wanted = (int) Math.min(length, left);
            int got = over ? -1 : content.read(bytes, from, wanted);
            if (got < 0) {
                over = true;
                Arrays.fill(bytes, from, from + wanted, (byte) 0);
                got = wanted;
            }
            left -= got;
            return got;
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
