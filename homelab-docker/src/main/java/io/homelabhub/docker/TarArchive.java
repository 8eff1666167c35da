package io.homelabhub.docker;

import io.homelabhub.resource.FileContent;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Tar archives as the engine takes them. */
final class TarArchive {
    private static final int PERMISSIONS = 07777;

    private TarArchive() {}

    /** The files under their paths, with mode and owner. Folders that are missing in the container are made by the engine. */
    static byte[] of(List<FileContent> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = writer(bytes)) {
            for (FileContent file : files) {
                byte[] content = file.content();
                TarArchiveEntry entry = new TarArchiveEntry(file.path().replaceFirst("^/+", ""));
                entry.setMode(file.mode());
                entry.setIds(Math.toIntExact(file.uid()), Math.toIntExact(file.gid()));
                entry.setModTime(0);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The one file of an archive, which shall be at {@code path}. */
    static FileContent onlyFile(InputStream archive, String path) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(archive, StandardCharsets.UTF_8.name());
        TarArchiveEntry head = tar.getNextEntry();
        if (head == null) {
            throw new EOFException("the archive is empty");
        }
        return new FileContent(
                path, head.getMode() & PERMISSIONS, head.getLongUserId(), head.getLongGroupId(), tar.readAllBytes());
    }

    /** With long names and large numbers as the POSIX form has them. */
    static TarArchiveOutputStream writer(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }
}
