package io.homelabhub.backup.store;

import io.homelabhub.resource.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;

/** A file of a backup as it is written: its owner alone may read it, and it is on the disk when it is closed. */
public final class PartFile extends OutputStream {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int PIECE = 1 << 16;

    private final FileChannel channel;
    private final MessageDigest digest = Sha256.digest();
    private final byte[] buffer = new byte[PIECE];
    private int buffered;
    private long size;

    private PartFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Begins a file that is not there yet, with the folders above it.
     *
     * @throws IOException if there is one, or it cannot be made
     */
    public static PartFile create(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling("."), OWNERS_FOLDER);
        return new PartFile(
                FileChannel.open(file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), OWNER_ALONE));
    }

    @Override
    public void write(int one) throws IOException {
        if (buffered == buffer.length) {
            drain();
        }
        buffer[buffered++] = (byte) one;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (length > buffer.length - buffered) {
            drain();
        }
        if (length > buffer.length) {
            put(ByteBuffer.wrap(bytes, from, length));
        } else {
            System.arraycopy(bytes, from, buffer, buffered, length);
            buffered += length;
        }
    }

    private void drain() throws IOException {
        put(ByteBuffer.wrap(buffer, 0, buffered));
        buffered = 0;
    }

    private void put(ByteBuffer bytes) throws IOException {
        digest.update(bytes.duplicate());
        size += bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try (channel) {
                drain();
                channel.force(true);
            }
        }
    }

    /** Bytes written; once it is closed, all. */
    public long size() {
        return size;
    }

    /** Of what was written, in hexadecimal; once, and after it is closed. */
    public String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The SHA-256 of a file that is there, in hexadecimal. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] piece = new byte[PIECE];
        try (InputStream in = Channels.newInputStream(FileChannel.open(file, StandardOpenOption.READ))) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
